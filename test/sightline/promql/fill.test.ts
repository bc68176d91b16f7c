import { check } from '../../../src/sightline/promql/check/check';
import type { KnownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { closed } from '../../../src/sightline/promql/flow/labels';
import { parse } from '../../../src/sightline/promql/parse/parse';
import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';

const metrics: KnownMetrics = new Map([
  ['errors', { kind: 'gauge', labels: closed(['job', 'route', 'code']) }],
  ['limits', { kind: 'gauge', labels: closed(['job', 'team']) }],
  ['native', { kind: 'histogram', labels: closed(['job']) }],
  ['total', { kind: 'counter', labels: closed(['job']) }],
]);

const dialect: Dialect = { version: '3.16', features: ['promql-binop-fill-modifiers'] };

/** The labels of a result, those that some series may lack with a question mark; and the problems. */
function known(text: string): {
  readonly labels: string;
  readonly kind: string;
  readonly problems: readonly string[];
} {
  const { node } = parse(text, dialect);
  if (node === undefined) throw new Error(`${text} can't be read`);
  const { flow, problems } = check(node, { metrics, dialect });
  const labels = [...flow.labels.names]
    .sort()
    .map((name) => `${name}${flow.labels.maybe?.has(name) ? '?' : ''}`);
  return {
    labels: labels.join(' '),
    kind: flow.kind,
    problems: problems.map(({ id, message }) => `${id} ${message}`),
  };
}

describe('the labels of a side that is filled in', () => {
  // what is filled in for a series has those labels of it by which it looked for a partner
  test.each<[string, string]>([
    ['errors / on (job) group_left (team) limits', 'code job route team'],
    ['errors / on (job) group_left (team) fill_right (1) limits', 'code job route team?'],
    ['errors / on (job) group_left (team) fill_left (1) limits', 'code? job route? team'],
    ['errors / on (job) group_left (team) fill (1) limits', 'code? job route? team?'],
    ['limits * on (job) group_right (team) fill_left (1) errors', 'code job route team?'],
    ['limits * on (job) group_right (team) fill_right (1) errors', 'code? job route? team'],
    // a label of the many that is taken over from the one is gone where there is no one
    ['errors * on (job) group_left (code) fill_right (1) sum by (job, code) (errors)', 'code? job route'],
    ['sum by (job) (errors) / fill (0) sum by (job) (limits)', 'job'],
    ['errors / on (job) fill (0) limits', 'job'],
    ['errors / ignoring (route, code) fill_right (0) sum by (job) (limits)', 'job'],
    ['errors / ignoring (route, code) fill_left (0) limits', 'job team?'],
  ])('%s: %s', (text, labels) => {
    expect(known(text)).toMatchObject({ labels, problems: [] });
  });

  test('are no reason to say that sides never meet: each gets what is filled in', () => {
    expect(known('errors / limits').problems).toHaveLength(1);
    expect(known('errors / fill (0) limits')).toMatchObject({
      labels: 'code? job route? team?',
      problems: [],
    });
    expect(known('errors{code="500"} + fill (0) errors{code="200"}').problems).toEqual([]);
  });

  test('of a comparison are a number where the left is, and no longer what the left was', () => {
    expect(known('total > on (job) fill_right (0) total').kind).toBe('counter');
    expect(known('total > on (job) fill_left (0) total').kind).toBe('sample');
  });
});

describe('native histograms that are cut', () => {
  test('stay what they are', () => {
    expect(known('native </ 0.5')).toEqual({ labels: 'job', kind: 'histogram', problems: [] });
    expect(known('rate(native[5m]) >/ on (job) limits')).toMatchObject({ kind: 'histogram', problems: [] });
    expect(known('unheard_of </ 0.5')).toMatchObject({ kind: 'unknown', problems: [] });
  });

  test.each<[string, string]>([
    ['total </ 0.5', "'</' of a counter"],
    ['errors >/ 0.5', "'>/' of a gauge"],
    ['0.5 </ native', "'</' of a number"],
    ['native </ native', "'</' at native histograms"],
  ])('are not what stands in %s', (text, thing) => {
    expect(known(text).problems).toEqual([
      `TYP106 ${thing}: native histograms are cut, on the left, at a number on the right`,
    ]);
  });
});
