import { refusals, type Refusal } from '../../src/problem/refusals';
import type { Problem } from '../../src/problem/problem';
import { checkText } from '../../src/promql/check/check';
import { sum } from '../../src/promql/typed/aggregation';
import { histogramQuantile, rate } from '../../src/promql/typed/functions';
import { histogramSum } from '../../src/promql/typed/histogram-functions';
import { counter, gauge } from '../../src/promql/typed/metric';
import { add, and, div, gt } from '../../src/promql/typed/operators';
import { avgOverTime, delta } from '../../src/promql/typed/over-time';
import { recorded } from '../../src/promql/typed/recorded';
import { time } from '../../src/promql/typed/scalars';
import type { Vector } from '../../src/promql/typed/vector';
import { availabilityObjective } from '../../src/objectives/availability-objective';
import { byBoth, byRoute, byVerb, latency, requests, waiting } from '../types/shop';

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
  fillOnSet: () =>
    checkText('foo and fill (0) bar', { version: '3.10', features: ['promql-binop-fill-modifiers'] })
      .problems,
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
  needsRange: () => avgOverTime(waiting as never as ReturnType<typeof waiting.over>).problems,
  deltaOfCounter: () => delta(requests.over('5m') as never as ReturnType<typeof waiting.over>).problems,
  needsNativeHistogram: () => histogramSum(waiting as never).problems,
  boolBetweenScalars: () => (gt as never as Silenced)(3 as never, time() as never, {}).problems,
  boolOnSet: () => (add as never as Silenced)(byRoute, byRoute, { bool: true }).problems,
};

describe('what the compiler refuses', () => {
  test.each(Object.keys(twins) as Refusal[])('is refused at run time in the same words: %s', (name) => {
    const { id, text } = refusals[name];
    expect(twins[name]().map((each) => [each.id, each.severity, each.message.endsWith(`: ${text}`)])).toEqual(
      [[id, 'error', true]],
    );
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
      'PQL002',
      'window ("5 minutes") of \'shop_requests_total\' must be a duration longer than 0',
      "write a number and a unit, such as '5m'",
    ],
    [
      'a window of a fraction, which the type lets through',
      () => requests.over('1.5h').problems,
      'PQL002',
      'window ("1.5h") of \'shop_requests_total\' must be a duration longer than 0',
      "write a number and a unit, such as '5m'",
    ],
    [
      'an offset of nothing',
      () => requests.offset('0s').problems,
      'PQL002',
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
      'PQL002',
      "'/' has both 'on' and 'ignoring': say one of them",
      null,
    ],
    [
      'a label in on that is to be added too, as Prometheus does',
      () => div(byBoth, byVerb, { on: ['verb'], groupLeft: ['verb'] }).problems,
      'PQL002',
      "'/' names 'verb' in 'on' and to be added: it is on both sides already",
      null,
    ],
    [
      'by and without together',
      () => sum(byBoth, { by: ['route'], without: ['verb'] }).problems,
      'PQL002',
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
