import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrometheusVersion } from '../../../../src/sightline/promql/syntax/dialect';
import { columnsOf, lettersOf, versions, type Letter } from './columns';

/** Where they are recorded. */
export const recordedFile = join(__dirname, 'verdicts.txt');

/** The cases that were thought of, one a line, below headings that start with `#`. */
export const boundaryFile = join(__dirname, 'boundary-cases.txt');

/** An expression, and the signs that stand for the verdicts of each version, the oldest first. */
export interface Recorded {
  readonly text: string;
  readonly signs: readonly string[];
}

/** Every expression that was recorded. */
export function readRecorded(): readonly Recorded[] {
  return linesOf(readFileSync(recordedFile, 'utf8')).map((line) => {
    const [, two = '', three = '', text = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    // a text is written as JSON
    return { text: JSON.parse(text) as string, signs: [...two, ...three] };
  });
}

/** An expression as a line of the record. */
export function printRecorded({ text, signs }: Recorded): string {
  const row = versions
    .map((version, index) => (version === '3.0' ? ' ' : '') + (signs[index] ?? ''))
    .join('');
  return `${row} ${JSON.stringify(text)}`;
}

/** What stands for some verdicts of a version; undefined where there is no sign for them. */
export function signOf(version: PrometheusVersion, verdicts: readonly boolean[]): string | undefined {
  const wanted = verdicts.join();
  return signsOf(version).find(([, meant]) => meant.join() === wanted)?.[0];
}

/** What a sign stands for: whether each column of the version accepts the expression. */
export function verdictsOf(version: PrometheusVersion, sign: string): readonly boolean[] {
  const found = signsOf(version).find(([each]) => each === sign);
  if (found === undefined) throw new Error(`'${sign}' stands for nothing in ${version}`);
  return found[1];
}

/** What the signs are, for the head of the record. */
export const legend: readonly string[] = [
  '.  refused                            +  accepted',
  'x  accepted if it has that feature    X  accepted if it has not',
  '&  accepted with all together         1  accepted with the first of its features, but not with all together',
];

type Signs = readonly (readonly [sign: string, verdicts: readonly boolean[]])[];

const known = new Map<PrometheusVersion, Signs>();

function signsOf(version: PrometheusVersion): Signs {
  const found = known.get(version) ?? newSigns(version);
  known.set(version, found);
  return found;
}

function newSigns(version: PrometheusVersion): Signs {
  const columns = columnsOf(version);
  const letters = lettersOf(version);
  const has = (letter: Letter): readonly boolean[] => columns.map((started) => started.includes(letter));
  return [
    ['.', columns.map(() => false)],
    ['+', columns.map(() => true)],
    ...letters.map((letter) => [letter, has(letter)] as const),
    ...letters.map((letter) => [letter.toUpperCase(), has(letter).map((isOn) => !isOn)] as const),
    ['&', columns.map((_, index) => index === columns.length - 1)],
    ...letters.map((_, index) => [`${index + 1}`, columns.map((_, at) => at === index + 1)] as const),
  ];
}

/** The lines of a text, without those that are empty and those that start with `#`. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
