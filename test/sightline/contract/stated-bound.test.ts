import type { DeclaredMetric } from '../../../src/sightline/contract/metric';
import * as fc from '../../fast-check';
import { costliestLabel, seriesPerPod } from '../../../src/sightline/contract/series-bound';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { thirdParty } from '../../../src/sightline/promql/build/third-party';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';

const labels = { uri: { max: 300 }, exception: { max: 40 }, method: ['GET', 'POST'] } as const;
const together = [{ labels: ['uri', 'exception'], max: 350 }] as const;

describe('labels that belong together', () => {
  test('count with their combinations, times those of the other labels and what a client writes', () => {
    // GET, POST and other; the counter and _created
    expect(seriesPerPod(counter('x_total', 'X', labels).declaration)).toBe(300 * 40 * 3 * 2);
    expect(seriesPerPod(counter('x_total', 'X', labels, { together }).declaration)).toBe(350 * 3 * 2);
    expect(seriesPerPod(gauge('x', 'X', labels, { together }).declaration)).toBe(350 * 3);
  });

  test('are meant alike in a histogram and in metrics that others have named', () => {
    const whole = histogram('x_seconds', 'X', labels, { buckets: [1, 2], together });
    expect(seriesPerPod(whole.declaration)).toBe(350 * 3 * 6);
    const named = thirdParty.histogram('x_count', 'X', labels, { buckets: [1, 2], together });
    expect(seriesPerPod(named.declaration)).toBe(350 * 3 * 6);
    expect(seriesPerPod(thirdParty.gauge('x_total', 'X', labels, { together }).declaration)).toBe(350 * 3);
  });

  test('never raise the bound: a maximum above the product says nothing', () => {
    const more = gauge('x', 'X', labels, { together: [{ labels: ['exception', 'method'], max: 1000 }] });
    expect(seriesPerPod(more.declaration)).toBe(300 * 40 * 3);
  });

  test('bound whatever a service can expose that keeps to them', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { selector: String, minLength: 1 }),
        fc.nat({ max: 3 }),
        (pairs, more) => {
          const metric = gauge(
            'x',
            'X',
            { a: { max: 5 }, b: { max: 5 }, c: { max: more + 1 } },
            { together: [{ labels: ['a', 'b'], max: pairs.length }] },
          );
          const exposed = new Set(
            pairs.flatMap((each) => Array.from({ length: more + 1 }, (_, c) => `${each.join()} ${c}`)),
          );
          expect(seriesPerPod(metric.declaration)).toBe(exposed.size);
        },
      ),
    );
  });

  test.each([
    [
      'no list',
      { together: 3 },
      "'together' (3) of metric 'x' must be a list of labels that belong together",
    ],
    [
      'one label',
      { together: [{ labels: ['uri'], max: 3 }] },
      "'together[0].labels' of metric 'x' must list two labels or more, each once",
    ],
    [
      'a label twice',
      { together: [{ labels: ['uri', 'uri'], max: 3 }] },
      "'together[0].labels' of metric 'x' must list two labels or more, each once",
    ],
    [
      'a label that is misspelt',
      { together: [{ labels: ['uri', 'exeption'], max: 3 }] },
      `metric 'x' has no label "exeption", which 'together[0]' names`,
    ],
    [
      'a label in two groups',
      { together: [...together, { labels: ['uri', 'method'], max: 3 }] },
      "label 'uri' of metric 'x' stands in two groups of 'together', so that nobody can say how many combinations there are",
    ],
    [
      'no maximum',
      { together: [{ labels: ['uri', 'exception'] }] },
      "'together[0].max' (nothing) of metric 'x' must be a whole number of at least 1",
    ],
    [
      'another part',
      { together: [{ labels: ['uri', 'exception'], max: 3, min: 2 }] },
      "'min' is no part of 'together[0]' of metric 'x'",
    ],
    [
      'a fraction as maximum',
      { maxSeries: 1.5 },
      "'maxSeries' (1.5) of metric 'x' must be a whole number of at least 1",
    ],
    ['no series', { maxSeries: 0 }, "'maxSeries' (0) of metric 'x' must be a whole number of at least 1"],
  ])('are refused as %s', (_, options, message) => {
    const { declaration } = gauge('x', 'X', labels, options as object);
    expect(declaration.problems).toMatchObject([{ id: 'CAR003', severity: 'error', message }]);
  });
});

describe('a maximum that is stated', () => {
  test('is the bound where it is below what follows from the labels', () => {
    expect(seriesPerPod(gauge('x', 'X', labels, { maxSeries: 2000 }).declaration)).toBe(2000);
    expect(seriesPerPod(gauge('x', 'X', labels, { together, maxSeries: 2000 }).declaration)).toBe(1050);
  });
});

describe('a metric that may have more than 10,000 series', () => {
  const problemsOf = (metric: DeclaredMetric) =>
    serviceContract({ name: 'shop', metrics: [metric], notTraffic: {} }).problems;

  test('is told which label costs most: without which the bound falls furthest', () => {
    expect(problemsOf(counter('x_total', 'X', labels))).toEqual([
      {
        id: 'CAR002',
        severity: 'warning',
        path: 'metrics.x_total',
        message: "metric 'x_total' may have 72000 series in one pod, more than 10000",
        fix: "'uri' costs most: without it there are at most 240. Bound its labels further, say which belong 'together', or state 'maxSeries'; what is meant so can be answered",
      },
    ]);
  });

  test('is told of none where it states what there is', () => {
    expect(problemsOf(counter('x_total', 'X', labels, { together }))).toEqual([]);
    expect(problemsOf(counter('x_total', 'X', labels, { maxSeries: 9_000 }))).toEqual([]);
  });

  test('blames no label whose values belong to those of another', () => {
    const bound = { page: { max: 5000 }, site: { max: 5000 }, kind: { max: 4 } };
    const metric = gauge('x', 'X', bound, { together: [{ labels: ['page', 'site'], max: 5000 }] });
    // without the page there are as many sites, and as many series
    expect(costliestLabel(metric.declaration)).toEqual({ label: 'kind', without: 5000 });
  });
});

describe('a page that is held against what is stated', () => {
  const verified = (options: object, samples: readonly string[]) => {
    const metric = gauge('x', 'X', { uri: { max: 30 }, exception: { max: 30 } }, options);
    const page = ['# HELP x X', '# TYPE x gauge', ...samples].map((line) => `${line}\n`).join('');
    const contract = serviceContract({ name: 'shop', metrics: [metric], notTraffic: {} });
    return verifyExposition(parseExposition(page), contract);
  };
  const three = ['a', 'b', 'c'].map((value) => `x{uri="${value}",exception="${value}"} 1`);
  const max = (count: number) => ({ together: [{ labels: ['uri', 'exception'], max: count }] });

  test('may have as many combinations and series as that', () => {
    expect(verified({ ...max(3), maxSeries: 3 }, three)).toEqual([]);
  });

  test('is told how many combinations it has more', () => {
    expect(verified(max(2), three)).toMatchObject([
      {
        id: 'EXP008',
        path: 'metrics.x',
        line: 1,
        message: "'uri' and 'exception' of 'x' have 3 combinations of values, and the contract allows 2",
      },
    ]);
  });

  test('is told how many series it has more', () => {
    expect(verified({ maxSeries: 2 }, three)).toMatchObject([
      {
        id: 'EXP008',
        path: 'metrics.x',
        message: "'x' has 3 series, and the contract states that there are at most 2",
      },
    ]);
  });
});
