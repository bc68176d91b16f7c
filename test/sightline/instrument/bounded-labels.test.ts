import * as fc from '../../fast-check';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import type { LabelDomain } from '../../../src/sightline/contract/domain';
import { boundLabelsOf, boundOf } from '../../../src/sightline/instrument/bounded-labels';
import { garbage } from '../problem/hostile-values';

describe('a label', () => {
  test('with listed values keeps those, and turns all others into other', () => {
    const bound = boundOf(['GET', 'POST']);
    expect(['GET', 'POST', 'get', 'PURGE', 'other'].map(bound)).toEqual([
      'GET',
      'POST',
      'other',
      'other',
      'other',
    ]);
  });

  test('with a maximum keeps the values that come first, other taking one place, and goes on keeping them', () => {
    const bound = boundOf({ max: 3 });
    expect(['/a', '/b', '/c', '/a', '/d', '/b'].map(bound)).toEqual([
      '/a',
      '/b',
      'other',
      '/a',
      'other',
      '/b',
    ]);
  });

  test('gives other no place beside its own', () => {
    const bound = boundOf({ max: 3 });
    expect(['other', '/a', 'other', '/b', '/c'].map(bound)).toEqual(['other', '/a', 'other', '/b', 'other']);
  });

  test('with a maximum of 1 has only other', () => {
    expect(['/a', '/b'].map(boundOf({ max: 1 }))).toEqual(['other', 'other']);
  });

  test('with values and a maximum keeps the first of those values, and nothing takes a place that is none of them', () => {
    const bound = boundOf({ values: ['200', '404', '500'], max: 3 });
    expect(['abc', '600', '200', '500', '404', '200'].map(bound)).toEqual([
      'other',
      'other',
      '200',
      '500',
      'other',
      '200',
    ]);
  });

  test('takes a number for its text, as a status often is one', () => {
    expect([200, 503, 99, 600].map(boundOf(httpStatus))).toEqual(['200', '503', 'other', 'other']);
  });

  test('counts a status that comes late as what it is, an error or not, when all places are taken', () => {
    const bound = boundOf(httpStatus);
    const early = ['200', '201', '204', '301', '302', '304', '400', '404', '500'];
    expect(early.map(bound)).toEqual(early);
    expect(['503', '409', '206', '100', '500'].map(bound)).toEqual(['5xx', '4xx', 'other', 'other', '500']);
    // what stands for others is itself, and what is no status is other
    expect(['5xx', '4xx', '599x', '4'].map(bound)).toEqual(['5xx', '4xx', 'other', 'other']);
  });

  test('turns an empty text into other: Prometheus would take it for no label', () => {
    expect(boundOf({ max: 10 })('')).toBe('other');
  });

  test('turns half a character into other: written as UTF-8, two of them would be the same series', () => {
    const bound = boundOf({ max: 10 });
    expect(['\ud83d', 'a\udc00', '\ud83d\ude00'].map(bound)).toEqual(['other', 'other', '\ud83d\ude00']);
  });
});

test('labels are those that were declared, in that order, whatever is given', () => {
  const bound = boundLabelsOf({ verb: ['GET'], route: { max: 5 } });
  const given = { extra: 'x', route: '/a', verb: 'GET' };
  expect(Object.entries(bound(given))).toEqual([
    ['verb', 'GET'],
    ['route', '/a'],
  ]);
  expect(bound({})).toEqual({ verb: 'other', route: 'other' });
});

const domains: fc.Arbitrary<LabelDomain> = fc.oneof(
  fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
  fc.record({ max: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    values: fc.array(fc.string({ minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 8 }),
    max: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    values: fc.array(fc.constantFrom('41', '42', '51', '52', '6', '7'), { minLength: 1, maxLength: 8 }),
    max: fc.integer({ min: 4, max: 6 }),
    overflow: fc.constant({ '4': '4x', '5': '5x' }),
  }),
);

test('no sequence of values has more different results than the domain has places', () => {
  fc.assert(
    fc.property(
      domains,
      fc.array(
        fc.oneof(
          fc.string({ maxLength: 2 }).map((text) => () => text),
          garbage(['length']),
        ),
        { maxLength: 200 },
      ),
      (domain, given) => {
        // counted by itself: the listed values and other, or as many as the declaration says
        const places = 'max' in domain ? domain.max : new Set([...domain, 'other']).size;
        const results = given.map((make) => make()).map(boundOf(domain));
        expect(new Set(results).size).toBeLessThanOrEqual(places);
        expect(results.every((result) => typeof result === 'string' && result !== '')).toBe(true);
      },
    ),
  );
});
