import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  entryOf,
  isProblemId,
  registry,
  type ProblemId,
} from '../../../src/sightline/problem/registry/registry';

const folder = resolve(__dirname, '../../../src/sightline/problem/registry');
const ids = Object.keys(registry) as ProblemId[]; // its keys are the ids

describe('the registry of problems', () => {
  test('has each id in one family only', () => {
    const written = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}([A-Z]{3}\d{3}): \{$/gm)].map(
        (match) => match[1],
      ),
    );
    expect(written.sort()).toEqual([...ids].sort());
  });

  test.each(ids)('says of %s what is wrong, why it matters and what to do, in sentences', (id) => {
    const { title, why, fix, severities } = entryOf(id);
    expect(title).toMatch(/^["`A-Z].*[^.:]$/);
    expect(why).toMatch(/^["`A-Z].*\.$/);
    expect(fix).toMatch(/^["`A-Z].*\.$/);
    expect(severities.length).toBeGreaterThan(0);
  });

  test('knows its ids from other texts', () => {
    expect(['PQL001', 'PQL999', 'toString', ''].map(isProblemId)).toEqual([true, false, false, false]);
  });
});
