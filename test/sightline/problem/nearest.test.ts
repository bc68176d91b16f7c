import * as fc from '../../fast-check';
import { editDistance, nearest } from '../../../src/sightline/problem/nearest';

describe('nearest', () => {
  const fields = ['interval', 'scrapeInterval', 'scrapeTimeout', 'path', 'port', 'params'];

  test.each([
    ['intervall', 'interval'],
    ['intreval', 'interval'],
    ['scrape_interval', 'scrapeInterval'],
    ['ScrapeTimeOut', 'scrapeTimeout'],
    ['prot', 'port'],
    ['pat', 'path'],
  ])('%s was meant to be %s', (word, meant) => {
    expect(nearest(word, fields)).toBe(meant);
  });

  test.each(['honorLabels', 'x', '', 'time', 'intervalInSeconds'])(
    '%p is near to none of the candidates',
    (word) => {
      expect(nearest(word, fields)).toBeUndefined();
    },
  );

  test('nothing is near when there are no candidates', () => {
    expect(nearest('interval', [])).toBeUndefined();
  });

  test('of two candidates that differ in case the one in the case of the word wins', () => {
    expect(nearest('htps', ['HTTPS', 'https'])).toBe('https');
    expect(nearest('HTPS', ['https', 'HTTPS'])).toBe('HTTPS');
  });

  test('the order of the candidates does not matter', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 8 }), (wrong, candidates) => {
        expect(nearest(wrong, [...candidates].reverse())).toBe(nearest(wrong, candidates));
      }),
    );
  });

  test('one slip in a word of three letters or more is always forgiven', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), (known, at) => {
        const cut = at % known.length;
        expect(nearest(`${known.slice(0, cut)}z${known.slice(cut)}`, [known])).toBe(known);
        expect(nearest(`${known.slice(0, cut)}${known.slice(cut + 1)}`, [known])).toBe(known);
      }),
    );
  });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['flaw', 'lawn', 2],
  ])('from %p to %p it is as published', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  test('it is the same both ways', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => editDistance(a, b) === editDistance(b, a)));
  });
});
