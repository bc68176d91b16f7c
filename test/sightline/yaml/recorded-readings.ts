import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../promql/random';
import { hardValues, randomValue } from './hard-texts';

/** Documents that every reader has read as the value that was printed, as one hash each. */
export const documentsFile = join(__dirname, 'documents-read.txt');

/** What readers make of texts that stand as they are. */
export const plainFile = join(__dirname, 'plain-readings.txt');

/** What the sign of a reader says of a text that stands as it is. */
export const signs: Readonly<Record<string, string>> = {
  '=': 'read as this text',
  n: 'a number',
  b: 'a boolean',
  '0': 'null',
  o: 'something else: a moment, another text, a list or a map',
  '!': 'refused',
};

/** A text that stands as it is, and a sign for each reader. */
export interface PlainReading {
  readonly text: string;
  readonly signs: string;
}

/** The values that tests print, the same each time: those with hard texts, and some at random. */
export function testedValues(): readonly object[] {
  const choices = random(28);
  return [...hardValues(), ...Array.from({ length: 400 }, () => randomValue(choices))];
}

/** The hash by which a document is known. */
export function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex').slice(0, 20);
}

/** The lines of a record, without its head. */
export function recordedLines(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Every text of the record, with the sign of each reader. */
export function plainReadings(): readonly PlainReading[] {
  return recordedLines(plainFile).map((line) => {
    const space = line.indexOf(' ');
    return { signs: line.slice(0, space), text: JSON.parse(line.slice(space + 1)) as string }; // as it is written
  });
}
