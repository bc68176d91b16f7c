// npm run yaml-readers -- [--count 5000] [--seed 1] [--record]
//
// Prints random values, and asks the readers of YAML in Go (with which kubectl, Helm and Prometheus read), in Python and in JavaScript what they make
// of them. It needs Go and its module proxy, and a python3 with PyYAML. It prints each value that a reader reads otherwise, and fails if there is one.
//
// With --record it also asks about the values of the tests, and writes what all readers said to test/sightline/yaml, for machines without Go.

import { parseArgs } from 'node:util';
import { randomValue } from '../../test/sightline/yaml/hard-texts';
import { random } from '../../test/sightline/promql/random';
import { misread } from './compare';
import { readersInGo, readersInJavaScript, readersInPython } from './readers';
import { record } from './record';

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: {
      count: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      record: { type: 'boolean', default: false },
    },
  });
  const choices = random(Number(options.seed));
  const values = Array.from({ length: Number(options.count) }, () => randomValue(choices));
  const all = [await readersInGo(), readersInPython, readersInJavaScript];
  const wrong = all.flatMap((readers) => misread(values, readers));
  for (const each of wrong.slice(0, 10)) console.log(each);
  console.log(
    `${values.length} values, ${all.flatMap(({ names }) => names).join(', ')}: ${wrong.length} misread`,
  );
  if (options.record && wrong.length === 0) record(all);
  return wrong.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
