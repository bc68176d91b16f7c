import { compileFunction } from 'node:vm';
import * as ts from 'typescript';
import { packageName } from '../../../src/sightline/importers/print/package-name';
import { adopt, type AdoptedText } from '../../../src/sightline/adopt/adopt';
import type { ServiceContract } from '../../../src/sightline/contract/service-contract';
import { isContract } from '../../../src/sightline/contract/service-contract';
import type { Exposition } from '../../../src/sightline/exposition/exposition';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import type { Problem } from '../../../src/sightline/problem/problem';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';
import * as contractSurface from '../../../src/sightline/instrument/contract';
import { packs } from '../../../src/sightline/promql/build/packs';

/** What a declaration imports, but for what its class calls when a program makes one: loading cdk8s takes seconds. */
const modules: Readonly<Record<string, unknown>> = {
  cdk8s: { Chart: Object },
  constructs: {},
  [packageName]: { ...contractSurface, packs },
};

/** What `sightline adopt` makes of pages of the service `shop`. */
export function adopted(...pages: readonly (string | Exposition)[]): AdoptedText {
  const read = pages.map((page) => (typeof page === 'string' ? parseExposition(page) : page));
  return adopt(read, { service: 'shop', sources: ['page.txt'], library: packageName });
}

/** The contract of a declaration: it is compiled and executed as a program. */
export function contractIn(declaration: string): ServiceContract {
  const { outputText, diagnostics = [] } = ts.transpileModule(declaration, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics.map((each) => each.messageText)));
  const exported: Record<string, unknown> = {};
  const run = compileFunction(outputText, ['require', 'exports']) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void; // such a function is what was asked for
  run((name) => modules[name], exported);
  const contract = Object.values(exported).find(isContract);
  if (contract === undefined) throw new Error('the declaration has no contract');
  return contract;
}

/** What `sightline verify` says of pages and the contract that was made of them, and what is wrong with the contract itself. */
export function verdictOf(...pages: readonly (string | Exposition)[]): readonly Problem[] {
  const contract = contractIn(adopted(...pages).declaration);
  return [
    ...contract.problems,
    ...pages.flatMap((page) =>
      verifyExposition(typeof page === 'string' ? parseExposition(page) : page, contract),
    ),
  ];
}

/** The questions of a declaration. */
export function questionsIn(declaration: string): readonly string[] {
  return declaration.split('\n').flatMap((line) => /^\s*\/\/ TODO: (.*)$/.exec(line)?.[1] ?? []);
}

/** The declaration of one metric, with the comments right before it, as it is printed. */
export function declarationOf(declaration: string, identifier: string): string {
  const lines = declaration.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`const ${identifier} = `));
  const end = lines.findIndex((line, index) => index >= start && line.endsWith(';'));
  return start === -1 ? 'not declared' : lines.slice(start, end + 1).join('\n');
}
