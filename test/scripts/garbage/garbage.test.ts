import { functions } from '../../../scripts/garbage/door';
import { play } from '../../../scripts/garbage/play';
import { extent, seedOf } from '../../sampling';

test('declaring and composing never throws, whatever is given, and what is wrong is said without a stack trace', () => {
  const { byKind } = play(extent(4_000, 205_000), seedOf());
  expect([...byKind].map(([kind, { first }]) => `${kind}\n${first.example}\n${first.stack}`)).toEqual([]);
});

test('the functions behind the door are found', () => {
  const names = functions.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(150);
  expect(names).toEqual(expect.arrayContaining(['counter', 'sum', 'promql', 'print', 'slack', 'instrument']));
});
