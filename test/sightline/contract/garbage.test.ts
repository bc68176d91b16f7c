import * as fc from '../../fast-check';
import { extent } from '../../sampling';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import type { Problem } from '../../../src/sightline/problem/problem';
import { quantile, sum, topk } from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, increase, rate } from '../../../src/sightline/promql/build/functions';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { external } from '../../../src/sightline/promql/build/external';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import type { Matching } from '../../../src/sightline/promql/build/matching';
import { add, and, gt } from '../../../src/sightline/promql/build/operators';
import type { AnyVector } from '../../../src/sightline/promql/build/vector';
import { garbage, hostileValues } from '../problem/hostile-values';
import { byRoute, latency, requests } from '../../types/shop';

/** Each place where a value can be given, with garbage in it; the rest is right. */
const places: Readonly<Record<string, (given: never) => readonly Problem[]>> = {
  'the name of a counter': (given) => counter(given, 'Orders', {}).declaration.problems,
  'the help of a counter': (given) => counter('a_total', given, {}).declaration.problems,
  'the labels of a counter': (given) => counter('a_total', 'Orders', given).declaration.problems,
  'a domain': (given) => counter('a_total', 'Orders', { b: given }).declaration.problems,
  'the greatest number of values': (given) =>
    counter('a_total', 'Orders', { b: { max: given } }).declaration.problems,
  'the name of a gauge': (given) => gauge(given, 'Orders', {}).declaration.problems,
  'the name of a histogram': (given) => histogram(given, 'Orders', {}, { buckets: [1] }).declaration.problems,
  'the options of a histogram': (given) => histogram('a', 'Orders', {}, given).declaration.problems,
  'the buckets of a histogram': (given) =>
    histogram('a', 'Orders', {}, { buckets: given }).declaration.problems,
  'a bucket': (given) => latency.under(given).problems,
  'the name of an external metric': (given) => external(given, 'gauge', 'Load', []).problems,
  'the labels of an external metric': (given) => external('a', 'gauge', 'Load', given).problems,
  'a contract': (given) => serviceContract(given).problems,
  'the metrics of a contract': (given) =>
    serviceContract({ name: 'a', metrics: given, notTraffic: {} }).problems,
  'what is no traffic': (given) =>
    serviceContract({ name: 'a', metrics: [requests], notTraffic: given }).problems,
  'a match': (given) => requests.where(given).problems,
  'the match of a label': (given) => requests.where({ verb: given }).problems,
  'the match of a label with not': (given) => requests.where({ verb: { not: given } }).problems,
  'a window': (given) => requests.over(given).problems,
  'an offset': (given) => requests.offset(given).problems,
  'what to sum': (given) => sum(given).problems,
  'a grouping': (given) => sum(byRoute, given).problems,
  'the labels of a grouping': (given) => sum(byRoute, { by: given }).problems,
  'how many to rank': (given) => topk(given, byRoute).problems,
  'a quantile': (given) => quantile(given, byRoute).problems,
  'what to take the rate of': (given) => rate(given as ReturnType<typeof requests.over>).problems,
  'what to take the increase of': (given) => increase(given as ReturnType<typeof requests.over>).problems,
  'what to take the quantile of': (given) => histogramQuantile(0.5, given).problems,
  'which quantile': (given) => histogramQuantile(given, latency.bucket).problems,
  'the left side': (given: AnyVector) => add(given, byRoute).problems,
  'the right side': (given) => and(byRoute, given).problems,
  'a matching': (given: Matching) => gt(byRoute, byRoute, given as { readonly on: ['route'] }).problems,
  'the labels of a matching': (given: ['route']) => gt(byRoute, byRoute, { on: given }).problems,
};

/** What is, or may be, no garbage there. */
function isRight(place: string, value: unknown): boolean {
  const isText = typeof value === 'string' && value.trim() !== '';
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  const isTexts =
    Array.isArray(value) && value.length < 100 && value.every((each) => typeof each === 'string');
  const parts: readonly unknown[] =
    typeof value === 'object' && value !== null ? Object.values(value) : [value];
  const isEmpty = parts.every((part) => part === undefined || (Array.isArray(part) && part.length === 0));
  if (place === 'the metrics of a contract' && Array.isArray(value) && value.length === 0) return true;
  if (place === 'the help of a counter') return isText;
  if (place.startsWith('the name of')) return isText && /^[a-zA-Z_:]/.test(value);
  if (['a grouping', 'a matching', 'what is no traffic'].includes(place)) return isEmpty;
  if (place === 'the labels of a counter' && typeof value === 'object' && value !== null) {
    // once in thousands of times it is a label with a domain
    const labels = Object.entries(value);
    if (labels.every(([name, domain]) => /^[a-zA-Z]\w*$/.test(name) && isRight('a domain', domain)))
      return true;
  }
  if (place.startsWith('the labels of')) return isEmpty || isTexts;
  if (place === 'a domain') return isTexts || parts.some((part) => Number.isInteger(part));
  if (place === 'the buckets of a histogram') return parts.every(Number.isFinite);
  if (place === 'the left side') return typeof value === 'number';
  if (['how many to rank', 'a quantile', 'which quantile', 'the greatest number of values'].includes(place))
    return isNumber;
  // that a label is not empty is always so, and often said
  if (place === 'the match of a label with not' && value === '') return true;
  // neither is that a label is empty which the metric does not have
  if (['a match', 'the match of a label'].includes(place) && parts.length > 0)
    if (parts.every((part) => part === '')) return true;
  return place.startsWith('the match of') && value instanceof RegExp;
}

describe.each(Object.keys(places))('garbage as %s', (place) => {
  const call = (given: unknown): readonly Problem[] =>
    (places[place] as (given: unknown) => readonly Problem[])(given);

  test('is refused, and nothing throws', () => {
    const check = (make: () => unknown): void => {
      const given = make();
      const problems = call(given);
      let isFine = false;
      try {
        isFine = isRight(place, given);
      } catch {
        // what can't be looked at is garbage
      }
      if (!isFine) expect(problems.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    };
    for (const value of hostileValues()) check(() => value);
    fc.assert(
      fc.property(
        garbage(['max', 'values', 'by', 'on', 'not', 'declaration', 'node', 'flow', 'problems']),
        check,
      ),
      { numRuns: extent(20, 200) },
    );
  });
});
