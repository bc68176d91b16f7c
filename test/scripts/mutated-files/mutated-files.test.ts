import { checkMutated } from '../../../scripts/mutated-files/run';
import { extent, seedOf } from '../../sampling';

test('nothing that people can write into files makes checking fail, and each problem has a place', () => {
  expect(checkMutated(extent(120, 100_000), seedOf())).toEqual([]);
});
