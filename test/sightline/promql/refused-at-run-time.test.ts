import { refusals, type Refusal } from '../../../src/sightline/problem/refusals';
import type { Problem } from '../../../src/sightline/problem/problem';
import { targetLabels } from '../../../src/sightline/contract/target-labels';
import { check } from '../../../src/sightline/promql/check/check';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { closed } from '../../../src/sightline/promql/flow/labels';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { allFeatures, newestVersion } from '../../../src/sightline/promql/syntax/dialect';
import { max, sum } from '../../../src/sightline/promql/build/aggregation';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import { histogramSum } from '../../../src/sightline/promql/build/histogram-functions';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { add, and, div, gt, trimUpper } from '../../../src/sightline/promql/build/operators';
import { avgOverTime, delta } from '../../../src/sightline/promql/build/over-time';
import { recorded } from '../../../src/sightline/promql/build/recorded';
import { time } from '../../../src/sightline/promql/build/scalars';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import type { Range, Vector } from '../../../src/sightline/promql/build/vector';
import { checkDrawn, query } from '../../../src/sightline/dashboards/declared-panel';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../../types/shop';

const payments = nativeHistogram('shop_payment_seconds', 'Time to pay', { route: { max: 7 } });
const nothing = {} as { readonly verb: 'GET' };

type Silenced = (left: typeof byRoute, right: typeof byRoute, matching: object) => Vector;

const events = {
  name: 'works',
  description: 'It works.',
  total: requests,
  bad: requests.where({ code: /5../ }),
};

/** The calls that the compiler refuses, made with the types silenced. */
const twins: Readonly<Record<Refusal, () => readonly Problem[]>> = {
  counterName: () => counter('shop_orders' as never, 'Orders', {}).declaration.problems,
  gaugeName: () => gauge('shop_orders_count' as never, 'Orders', {}).declaration.problems,
  nameCharacter: () => counter('shop-orders_total' as never, 'Orders', {}).declaration.problems,
  labelCharacter: () => counter('shop_orders_total', 'Orders', { __a: ['b'] } as never).declaration.problems,
  reservedLabel: () => counter('shop_orders_total', 'Orders', { le: ['b'] } as never).declaration.problems,
  targetLabel: () => counter('shop_orders_total', 'Orders', { pod: ['b'] } as never).declaration.problems,
  emptyMatch: () => requests.where({ ...nothing }).problems,
  differentLabels: () => div(byRoute, byVerb as never as typeof byRoute).problems,
  onLacks: () => div(byBoth, byVerb as never as typeof byBoth, { on: ['route'] }).problems,
  groupLacks: () =>
    div(byBoth, byVerb as never as typeof byBoth, { on: ['verb'], groupLeft: ['route'] }).problems,
  groupOnSet: () => and(byBoth, byVerb as never, { on: ['verb'], groupLeft: [] } as never).problems,
  rateOfInstant: () => rate(requests as never as ReturnType<typeof requests.over>).problems,
  rateOfGauge: () => rate(waiting.over('5m') as never as ReturnType<typeof requests.over>).problems,
  quantileWithoutLe: () =>
    histogramQuantile(0.9, sum(rate(latency.bucket.over('5m')), { by: ['route'] }) as never).problems,
  quantileOfNoBuckets: () => histogramQuantile(0.9, byRoute as never).problems,
  objectiveRange: () => availabilityObjective({ ...events, objective: 100 as never }).problems,
  rateOfSample: () =>
    rate(recorded('shop:bad:rate5m', ['slo']).over('5m') as never as ReturnType<typeof requests.over>)
      .problems,
  rateOfSum: () => rate(subquery(sum(requests), '1h') as never as ReturnType<typeof requests.over>).problems,
  edgesUnread: () => avgOverTime(requests.over('5m', 'anchored') as never as Range<'priority'>).problems,
  fillOnSet: () => and(byRoute, byRoute as never, { fill: 0 } as never).problems,
  histogramsCalculated: () => gt(rate(payments.over('5m')) as never as typeof byRoute, 1).problems,
  histogramsIgnored: () => max(rate(payments.over('5m')) as never as typeof byRoute).problems,
  trimsHistograms: () => trimUpper(waiting as never as Vector, 3).problems,
  needsRange: () => avgOverTime(waiting as never as ReturnType<typeof waiting.over>).problems,
  deltaOfCounter: () => delta(requests.over('5m') as never as ReturnType<typeof waiting.over>).problems,
  needsNativeHistogram: () => histogramSum(waiting as never).problems,
  boolBetweenScalars: () => (gt as never as Silenced)(3 as never, time() as never, {}).problems,
  drawnTotal: () => {
    const panel = {
      title: 'Requests',
      description: 'All.',
      kind: 'graph',
      unit: 'none',
      queries: [],
    } as const;
    return checkDrawn(panel, query(requests as never, { name: 'all' }), requests.flow);
  },
  boolOnSet: () => (add as never as Silenced)(byRoute, byRoute, { bool: true }).problems,
};

/** What has to do with a declaration, or with an option that text does not have, is in no text. */
type InText = Exclude<
  Refusal,
  | 'counterName'
  | 'gaugeName'
  | 'nameCharacter'
  | 'labelCharacter'
  | 'reservedLabel'
  | 'targetLabel'
  | 'emptyMatch'
  | 'objectiveRange'
  | 'drawnTotal'
>;

const perRoute = 'sum by (route) (rate(shop_requests_total[11m]))';
const perVerb = 'sum by (verb) (rate(shop_requests_total[11m]))';

/** The same mistakes, written. */
const asText: Readonly<Record<InText, string>> = {
  differentLabels: `${perRoute} / ${perVerb}`,
  onLacks: `${perRoute} / on (verb) ${perVerb}`,
  groupLacks: `${perRoute} / on (route) group_left (code) ${perRoute}`,
  groupOnSet: `${perRoute} and on (route) group_left () ${perRoute}`,
  fillOnSet: `${perRoute} and on (route) fill (0) ${perRoute}`,
  rateOfInstant: 'rate(shop_requests_total)',
  needsRange: 'avg_over_time(shop_waiting_mails)',
  rateOfGauge: 'rate(shop_waiting_mails[5m])',
  quantileWithoutLe: 'histogram_quantile(0.9, sum by (route) (rate(shop_request_seconds_bucket[5m])))',
  quantileOfNoBuckets: 'histogram_quantile(0.9, shop_waiting_mails)',
  rateOfSample: 'rate(rate(shop_request_seconds_bucket[5m])[1h:])',
  rateOfSum: 'rate(sum(shop_requests_total)[1h:])',
  edgesUnread: 'avg_over_time(shop_requests_total[5m] anchored)',
  deltaOfCounter: 'delta(shop_requests_total[5m])',
  needsNativeHistogram: 'histogram_sum(shop_waiting_mails)',
  histogramsCalculated: 'rate(shop_payment_seconds[5m]) > 1',
  histogramsIgnored: 'max_over_time(shop_payment_seconds[5m])',
  trimsHistograms: 'shop_waiting_mails </ 3',
  boolBetweenScalars: '1 > time()',
  boolOnSet: `${perRoute} + bool ${perRoute}`,
};

/** With the labels that expressions may name; text may name `endpoint` too, which a scrape may drop. */
const shop = knownMetrics(
  [requests, latency, waiting, payments].map(({ declaration }) => declaration),
  closed(targetLabels),
);

/** All that is found wrong with a text, by a Prometheus that has everything. */
function saidOf(text: string): readonly Problem[] {
  const dialect = { version: newestVersion, features: allFeatures };
  const { node, problems } = parse(text, dialect);
  return problems.length > 0 || node === undefined
    ? problems
    : check(node, { metrics: shop, dialect }).problems;
}

describe('what the compiler refuses', () => {
  test.each(Object.keys(twins) as Refusal[])('is refused at run time in the same words: %s', (name) => {
    const { id, text } = refusals[name];
    expect(twins[name]().map((each) => [each.id, each.severity, each.message.endsWith(`: ${text}`)])).toEqual(
      [[id, 'error', true]],
    );
  });

  test.each(Object.entries(asText) as [InText, string][])(
    'is refused in text in the same words: %s',
    (name, text) => {
      const { id, text: sentence } = refusals[name];
      expect(
        saidOf(text).map((each) => [each.id, each.severity, each.message.endsWith(`: ${sentence}`)]),
      ).toEqual([[id, 'error', true]]);
    },
  );

  test.each<[string, () => readonly Problem[]]>([
    ['shop_requests_total{rout="/"}', () => requests.where({ rout: '/' } as never).problems],
    ['shop_requests_total{verb="POTS"}', () => requests.where({ verb: 'POTS' as never }).problems],
    ['shop_requests_total{code=~"6.."}', () => requests.where({ code: /6../ }).problems],
    [
      'shop_requests_total{verb!~"[GP].*|other"}',
      () => requests.where({ verb: { not: /[GP].*|other/ } }).problems,
    ],
    ['shop_request_seconds_bucket{le="0.3"}', () => latency.under(0.3 as never).problems],
    // a bound whose spellings have a sign in their exponent
    [
      String.raw`shop_request_seconds_bucket{le=~"1000000000000000000000|1e\\+21"}`,
      () => latency.under(1e21 as never).problems,
    ],
    [`sum by (rout) (${perRoute})`, () => sum(byRoute, { by: ['rout' as never] }).problems],
  ])('is found in %s in the words that its typed twin gets', (text, typed) => {
    const words = (problems: readonly Problem[]): unknown =>
      problems.map(({ id, message, fix }) => [id, message, fix]);
    expect(typed()).toHaveLength(1);
    expect(words(saidOf(text))).toEqual(words(typed()));
  });

  test.each<[string, () => readonly Problem[], string, string, string | null]>([
    [
      'an unknown label in a match',
      () => requests.where({ rout: '/' } as never).problems,
      'LBL201',
      "label 'rout' is not on 'shop_requests_total', which has code, container, instance, job, namespace, pod, route, service, verb",
      "did you mean 'route'?",
    ],
    [
      'an unknown label in by',
      () => sum(byBoth, { by: ['rout'] as never }).problems,
      'LBL201',
      "label 'rout' in by (…) is not among route, verb",
      "did you mean 'route'?",
    ],
    [
      'an unknown label in without',
      () => sum(byBoth, { without: ['zone'] as never }).problems,
      'LBL201',
      "label 'zone' in without (…) is not among route, verb",
      null,
    ],
    [
      'a value outside the domain',
      () => requests.where({ verb: 'POTS' as never }).problems,
      'LBL202',
      "value 'POTS' is outside the domain of label 'verb' of 'shop_requests_total', and no series has it",
      "did you mean 'POST'?",
    ],
    [
      "'5xx' as a status",
      () => requests.where({ code: '5xx' as never }).problems,
      'LBL202',
      "value '5xx' is outside the domain of label 'code' of 'shop_requests_total', and no series has it",
      null,
    ],
    [
      'a threshold that is no bucket',
      () => latency.under(0.3 as never).problems,
      'TYP107',
      "0.3 is no bucket of 'shop_request_seconds', whose buckets are 0.1, 0.5, 2",
      null,
    ],
    [
      'a window that is no duration',
      () => requests.over('5 minutes' as never).problems,
      'PQL022',
      'window ("5 minutes") of \'shop_requests_total\' must be a duration longer than 0',
      "write a number and a unit, such as '5m'",
    ],
    [
      'a window of a fraction, which the type lets through',
      () => requests.over('1.5h').problems,
      'PQL022',
      'window ("1.5h") of \'shop_requests_total\' must be a duration longer than 0',
      "write a number and a unit, such as '5m'",
    ],
    [
      'an offset of nothing',
      () => requests.offset('0s').problems,
      'PQL022',
      'offset ("0s") of \'shop_requests_total\' must be a duration longer than 0',
      "write a number and a unit, such as '5m'",
    ],
    [
      'a label without a domain',
      () => counter('shop_orders_total', 'Orders', { customer: {} } as never).declaration.problems,
      'CAR001',
      "label 'customer' has no domain: without a bound each new value is a new series",
      "give its values (['GET', 'POST']) or how many there can be ({ max: 20 })",
    ],
    [
      'on and ignoring together',
      () => div(byRoute, byRoute, { on: ['route'], ignoring: ['verb'] }).problems,
      'PQL020',
      "'/' has both 'on' and 'ignoring': say one of them",
      null,
    ],
    [
      'a label in on that is to be added too, as Prometheus does',
      () => div(byBoth, byVerb, { on: ['verb'], groupLeft: ['verb'] }).problems,
      'PQL020',
      "'/' names 'verb' in 'on' and to be added: it is on both sides already",
      null,
    ],
    [
      'by and without together',
      () => sum(byBoth, { by: ['route'], without: ['verb'] }).problems,
      'PQL020',
      "sum has both 'by' and 'without': say one of them",
      null,
    ],
    [
      'a quantile in percent',
      () => histogramQuantile(95, rate(latency.bucket.over('5m'))).problems,
      'PQL008',
      'quantile (95) must be a number from 0 to 1',
      'the 95th percentile is 0.95',
    ],
    [
      'a calculation of two numbers',
      () => add(1, 2).problems,
      'PQL002',
      "'+' of two numbers is a number, and no series",
      'calculate it in TypeScript',
    ],
  ])('is refused at run time: %s', (_, call, id, message, fix) => {
    expect(call()).toMatchObject([{ id, severity: 'error', message }]);
    expect(call()[0]?.fix ?? null).toBe(fix);
  });
});
