import { writeFileSync } from 'node:fs';
import { printYaml } from '../../src/sightline/yaml/print-yaml';
import { random } from '../../test/sightline/promql/random';
import { hardTexts, randomText } from '../../test/sightline/yaml/hard-texts';
import {
  documentsFile,
  hashOf,
  plainFile,
  signs,
  testedValues,
} from '../../test/sightline/yaml/recorded-readings';
import { misread } from './compare';
import type { Readers, Reading } from './readers';

/** How many random texts are asked about, and how many of those are kept that get the same answers. */
const asked = { texts: 40_000, kept: 40, longest: 24 };

/**
 * Writes down what readers say, so that tests can hold the printer against it without them: which documents were read as what was printed, and what
 * becomes of texts that stand as they are.
 *
 * @throws Error if a reader misreads what the tests print
 */
export function record(all: readonly Readers[]): void {
  const values = testedValues();
  const wrong = all.flatMap((readers) => misread(values, readers));
  if (wrong.length > 0)
    throw new Error(`${wrong.length} values of the tests are misread: ${wrong[0]?.document}`);
  const names = all.flatMap((readers) => readers.names).join(', ');
  const documents = values.map((value) => hashOf(printYaml([value])));
  writeFileSync(
    documentsFile,
    `# Written by \`npm run yaml-readers -- --record\`, never edited: a hash of each document of the tests that was read as what was printed\n# by ${names}.\n${documents.join('\n')}\n`,
  );
  const plain = plainTexts();
  const rows = all.map((readers) => readers.ask(plain.map((text) => `- ${text}\n`)));
  const groups = new Map<string, string[]>();
  for (const [index, text] of plain.entries()) {
    const row = rows
      .flatMap((readings) => (readings[index] ?? []).map((each) => signOf(each, text)))
      .join('');
    const group = groups.get(row) ?? [];
    if (group.length < asked.kept) groups.set(row, [...group, text]);
  }
  const lines = [...groups]
    .sort()
    .flatMap(([row, texts]) => texts.map((text) => `${row} ${JSON.stringify(text)}`));
  const legend = Object.entries(signs).map(([sign, meaning]) => `# ${sign}  ${meaning}`);
  writeFileSync(
    plainFile,
    `${[
      '# Written by `npm run yaml-readers -- --record`, never edited: what readers make of a text that stands as it is, a sign for each of',
      `# ${names}.`,
      '#',
      ...legend,
      '#',
      ...lines,
    ].join('\n')}\n`,
  );
  console.log(`${documents.length} documents and ${lines.length} of ${plain.length} texts recorded`);
}

/** Texts of one line: those that were thought of, and short ones at random. */
function plainTexts(): readonly string[] {
  const choices = random(242);
  const made = Array.from({ length: asked.texts }, () => randomText(choices));
  const short = made.filter((text) => text.length <= asked.longest);
  return [...new Set([...hardTexts, ...short])].filter((text) => text !== '' && !/[\n\r]/.test(text));
}

function signOf(reading: Reading, text: string): string {
  if ('error' in reading) return '!';
  const [value] = Array.isArray(reading.value) ? (reading.value as readonly unknown[]) : ['another document'];
  if (value === text) return '=';
  if (value === null) return '0';
  return typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 'o';
}
