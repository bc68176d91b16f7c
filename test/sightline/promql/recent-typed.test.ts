import { sum } from '../../../src/sightline/promql/build/aggregation';
import { calculated } from '../../../src/sightline/promql/build/calculated';
import { increase, rate } from '../../../src/sightline/promql/build/functions';
import { add, div, gt, trimLower, trimUpper } from '../../../src/sightline/promql/build/operators';
import { delta, maxOverTime } from '../../../src/sightline/promql/build/over-time';
import { promql } from '../../../src/sightline/promql/build/promql';
import { maxOf, minOf, time } from '../../../src/sightline/promql/build/scalars';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import type { Expression } from '../../../src/sightline/promql/build/vector';
import { print } from '../../../src/sightline/promql/print/print';
import { byBoth, byRoute, byVerb, requests, waiting } from '../../types/shop';

const panel = calculated('max_of( step()*4 ,1m)');
const native = promql('sum by (route) (rate(spans[5m]))', { labels: ['route'] });

describe('what came to the language after 3.5 is built', () => {
  test.each<[string, Expression]>([
    ['rate(shop_requests_total[max_of(step() * 4, 1m)])', rate(requests.over(panel))],
    ['shop_waiting_mails offset (1h / 2)', waiting.offset(calculated('1h/2'))],
    [
      'max_over_time(shop_waiting_mails[1h:step()] offset range())',
      maxOverTime(subquery(waiting, '1h', calculated('step()')).offset(calculated('range()'))),
    ],
    [
      'increase(shop_requests_total{verb="GET"}[5m] anchored offset 1m)',
      increase(requests.where({ verb: 'GET' }).offset('1m').over('5m', 'anchored')),
    ],
    ['delta(shop_waiting_mails[5m] smoothed)', delta(waiting.over('5m', 'smoothed'))],
    ['sum(shop_waiting_mails smoothed offset 1m)', sum(waiting.smoothed().offset('1m'))],
    [
      'sum by (route) (rate(shop_requests_total[11m])) / on (route) fill (0) sum by (route) (rate(shop_requests_total[11m]))',
      div(byRoute, byRoute, { on: ['route'], fill: 0 }),
    ],
    [
      'sum by (route, verb) (rate(shop_requests_total[11m])) + on (verb) group_left () fill_left (-1) fill_right (2) sum by (verb) (rate(shop_requests_total[11m]))',
      add(byBoth, byVerb, { on: ['verb'], groupLeft: [], fill: { left: -1, right: 2 } }),
    ],
    ['sum by (route) (rate(spans[5m])) </ 0.5', trimUpper(native, 0.5)],
    ['sum by (route) (rate(spans[5m])) >/ time()', trimLower(native, time())],
    ['max_of(time(), 5) > min_of(time(), 1)', gt(maxOf(time(), 5), minOf(time(), 1), { bool: true })],
  ])('%s', (text, expression) => {
    expect(expression.problems).toEqual([]);
    expect(
      print(expression.node)
        .replace(/\s+/g, ' ')
        .replaceAll('( ', '(')
        .replaceAll(' )', ')')
        .replace('> bool', '>'),
    ).toBe(text);
  });
});

describe('what is no part of it is a problem', () => {
  test.each<[string, Expression]>([
    [
      "PQL001 calculated(\"step(\") must be a duration: ']' can't stand here: ')' must follow 'step('",
      rate(requests.over(calculated('step('))),
    ],
    [
      'PQL001 calculated("5m] + y[5m") must be a duration: it is something else',
      rate(requests.over(calculated('5m] + y[5m'))),
    ],
    ['PQL001 calculated(3) must be a duration: it is no text', rate(requests.over(calculated(3 as never)))],
    [
      "OPT002 the edges (\"round\") of a window of 'shop_requests_total' must be 'anchored' or 'smoothed'",
      rate(requests.over('5m', 'round' as 'anchored')),
    ],
    [
      "OPT002 'fill' of '/' must be a number, or { left, right } with one or two",
      div(byRoute, byRoute, { fill: {} }),
    ],
    [
      "OPT002 'fill' of '/' must be a number, or { left, right } with one or two",
      div(byRoute, byRoute, { fill: { left: '0' } as never }),
    ],
    [
      "OPT002 'fill' of '/' must be a number, or { left, right } with one or two",
      div(byRoute, byRoute, { fill: { lefft: 0 } as never }),
    ],
    [
      "PQL020 '/' has one side that is a number, which misses no series to fill in",
      div(byRoute, 2, { fill: 0 }),
    ],
  ])('%s', (sentence, { problems }) => {
    expect(problems.map(({ id, message }) => `${id} ${message}`)).toEqual([sentence]);
  });
});
