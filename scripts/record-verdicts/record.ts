import { readFileSync, writeFileSync } from 'node:fs';
import { columnsOf, versions } from '../../test/sightline/promql/versions/columns';
import {
  boundaryFile,
  legend,
  linesOf,
  printRecorded,
  recordedFile,
  signOf,
  type Recorded,
} from '../../test/sightline/promql/versions/recorded-verdicts';
import { candidates } from './candidates';
import { judge } from './judge';
import { pick } from './pick';

/** Asks every version about the boundary cases and many random expressions, and writes down what is worth it. */
export async function record(): Promise<void> {
  const boundary = readFileSync(boundaryFile, 'utf8');
  const cases = linesOf(boundary);
  const texts = [...new Set([...cases, ...candidates()])];
  const signs: string[][] = texts.map(() => []);
  for await (const { version, verdicts } of judge(texts)) {
    texts.forEach((text, index) => {
      const sign = signOf(version, verdicts[index] ?? []);
      if (sign === undefined)
        throw new Error(
          `${version} has no sign for ${(verdicts[index] ?? []).join()} of ${JSON.stringify(text)}`,
        );
      signs[index]?.push(sign);
    });
  }
  const all = texts.map((text, index): Recorded => ({ text, signs: signs[index] ?? [] }));
  const known = new Map(all.map((each) => [each.text, each]));
  const isCase = new Set(cases);
  const picked = pick(all.filter(({ text }) => !isCase.has(text)));
  const lines = [
    ...head(),
    ...boundary
      .slice(boundary.indexOf('\n\n') + 1)
      .trimEnd()
      .split('\n')
      .map((line) => printed(known.get(line)) ?? line),
    '',
    '# random expressions about which versions or features differ',
    ...picked.differing.map(printRecorded),
    '',
    '# random expressions that all accept, or all refuse',
    ...picked.alike.map(printRecorded),
  ];
  writeFileSync(recordedFile, `${lines.join('\n')}\n`);
  console.log(
    `${cases.length} boundary cases, and of ${texts.length} expressions ${picked.differing.length} that differ and ` +
      `${picked.alike.length} that don't: ${lines.join('\n').length} characters`,
  );
}

function head(): readonly string[] {
  const columns = versions.reduce((sum, version) => sum + columnsOf(version).length, 0);
  return [
    '# Written by `npm run record-verdicts`, never edited: what the parser of each Prometheus says of expressions.',
    `# A sign for each version, ${versions[0]} to 2.55 and 3.0 to ${versions.at(-1)}, stands for ${columns} verdicts: without a feature, with each, with all.`,
    '#',
    ...legend.map((line) => `# ${line}`),
    '#',
    '# x  promql-experimental-functions    e  promql-extended-range-selectors    n  utf8-names',
    '# d  promql-duration-expr             f  promql-binop-fill-modifiers        u  promql-unquoted-utf8-names',
  ];
}

function printed(found: Recorded | undefined): string | undefined {
  return found === undefined ? undefined : printRecorded(found);
}
