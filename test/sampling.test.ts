import { extent, isWhole, sampleOf, seedOf } from './sampling';

const all = { SIGHTLINE_TESTS: 'all' };

describe('a long test', () => {
  const cases = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  test('runs in part unless all is asked for', () => {
    expect(
      [{}, { SIGHTLINE_TESTS: '' }, { SIGHTLINE_TESTS: 'some' }, all].map((env) => isWhole(env)),
    ).toEqual([false, false, false, true]);
    expect([extent(5, 9, {}), extent(5, 9, all)]).toEqual([5, 9]);
  });

  test('takes every third case in a sample, from the one that is named on', () => {
    expect(sampleOf(cases, 3, 0, {})).toEqual(['a', 'd', 'g']);
    expect(sampleOf(cases, 3, 1, {})).toEqual(['b', 'e']);
    expect(sampleOf(cases, 3, 5, {})).toEqual(['c', 'f']);
  });

  test('has every case in one of the samples', () => {
    expect([0, 1, 2].flatMap((first) => sampleOf(cases, 3, first, {})).sort()).toEqual(cases);
  });

  test('takes all cases when all is asked for', () => {
    expect(sampleOf(cases, 3, 1, all)).toEqual(cases);
  });
});

describe('random inputs', () => {
  test('follow from 1 unless another seed is given', () => {
    expect([seedOf({}), seedOf({ SIGHTLINE_SEED: '77' })]).toEqual([1, 77]);
  });

  test.each(['', '0', '-1', '1.5', 'x', '2147483648'])('have no seed %j', (text) => {
    expect(() => seedOf({ SIGHTLINE_SEED: text })).toThrow(
      `SIGHTLINE_SEED (${text}) must be a whole number from 1 to 2147483647`,
    );
  });
});
