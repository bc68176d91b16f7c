import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parts } from '../../../scripts/long-tests/parts';

const root = resolve(__dirname, '../../..');
const partOf = (file: string) =>
  Object.entries(parts).filter(([, { tests }]) =>
    tests.some((test) => file === test || file.startsWith(`${test}/`)),
  );

/** Test files of which a sample runs: they import what says how much. */
const sampled = (readdirSync(join(root, 'test'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`)
  .filter((file) => /\/sampling'|describeSampleOnPrometheus/.test(readFileSync(join(root, file), 'utf8')))
  // what looks for them names them too
  .filter((file) => !/^test\/(?:sampling|scripts\/long-tests)\b/.test(file));

describe('the long tests', () => {
  test('exist', () => {
    const all = Object.values(parts).flatMap(({ tests }) => tests);
    expect(all.filter((test) => !existsSync(join(root, test)))).toEqual([]);
  });

  test('are every test of which npm test runs a sample, each in one part', () => {
    expect(sampled.length).toBeGreaterThanOrEqual(10);
    expect(sampled.filter((file) => partOf(file).length !== 1)).toEqual([]);
  });
});
