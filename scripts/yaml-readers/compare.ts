import { isDeepStrictEqual } from 'node:util';
import { printYaml } from '../../src/sightline/yaml/print-yaml';
import type { Readers, Reading } from './readers';

/** A value that a reader reads otherwise, or not at all. */
export interface Misread {
  readonly reader: string;
  readonly value: object;
  readonly document: string;
  readonly reading: Reading;
}

/** The values that readers do not read as they were, each printed by itself. */
export function misread(values: readonly object[], readers: Readers): readonly Misread[] {
  const documents = values.map((value) => printYaml([value]));
  return readers.ask(documents).flatMap((readings, index) => {
    const [value = {}, document = ''] = [values[index], documents[index]];
    return readings.flatMap((reading, position) => {
      const isRight = 'value' in reading && isDeepStrictEqual(reading.value, value);
      return isRight ? [] : [{ reader: readers.names[position] ?? '', value, document, reading }];
    });
  });
}
