import { compileFunction } from 'node:vm';
import * as ts from 'typescript';
import type { ServiceContract } from '../../../src/sightline/contract/service-contract';
import { importText, type ImportFormat } from '../../../src/sightline/importers/import-text';
import type { Problem } from '../../../src/sightline/problem/problem';
import { bindGroups, type BoundGroup } from '../../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import * as surface from './surface';
import { onOneLine } from '../promql/on-one-line';

/** The declaration of a file in which there is something to carry over. */
export function declarationOf(format: ImportFormat, text: string): string {
  const { declaration, problems, unreadable } = importText(format, text);
  if (declaration === undefined) throw new Error(unreadable ?? JSON.stringify(problems, null, 2));
  return declaration;
}

/** The contracts of a declaration, by the names of their services: it is executed as a program. */
export function contractsIn(declaration: string): Readonly<Record<string, ServiceContract>> {
  const { outputText } = ts.transpileModule(declaration, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, ServiceContract> = {};
  const run = compileFunction(outputText, ['require', 'exports']) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void; // such a function is what was asked for
  run((name) => (name === '@sightline-monitoring/sightline' ? surface : undefined), exported);
  return Object.fromEntries(Object.values(exported).map((contract) => [contract.name, contract]));
}

/** The rules of a contract, bound to a service of its name in the namespace `default`. */
export function groupsOf(contract: ServiceContract | undefined): readonly BoundGroup[] {
  if (contract === undefined) throw new Error('there is no such contract');
  const groups = objectiveRules(contract, {
    scrapeInterval: 30_000,
  }).flatMap((each) => each.groups);
  const target = { namespace: 'default', service: contract.name };
  const bound = bindGroups(groups, { target, scrapeInterval: 30_000, metrics: contract.metrics });
  const problems: readonly Problem[] = [...contract.problems, ...bound.problems];
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return bound.groups;
}

/** What an expression records, on one line. */
export function expressionOf(groups: readonly BoundGroup[], record: string, slo: string): string {
  const rules = groups.flatMap((group) => group.rules);
  const rule = rules.find((each) => 'record' in each && each.record === record && each.labels['slo'] === slo);
  return rule === undefined ? 'nothing records it' : onOneLine(rule.expr);
}

/** The problems of a file, as `id line message`. */
export function said(format: ImportFormat, text: string): readonly string[] {
  return importText(format, text).problems.map(({ id, line, message }) => `${id} ${line} ${message}`);
}
