import type { Problem } from '../../../src/sightline/problem/problem';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { bindToTarget } from '../../../src/sightline/promql/bind';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import { div } from '../../../src/sightline/promql/build/operators';
import { withoutPlaces } from '../../../src/sightline/promql/syntax/walk';
import { print } from '../../../src/sightline/promql/print/print';
import { promql } from '../../../src/sightline/promql/build/promql';
import { subquery } from '../../../src/sightline/promql/build/subquery';
import { byRoute, latency, requests } from '../../types/shop';

const metrics = [requests, latency];
/** What is wrong, each with the part of the text that it is about in French quotes. */
const told = ({ problems }: { readonly problems: readonly Problem[] }): readonly string[] =>
  problems.map(({ id, message, source }) =>
    source === undefined
      ? `${id} ${message}`
      : `${id} «${source.text.slice(source.start, source.end)}» ${message}`,
  );

describe('an expression as text', () => {
  test('is one thing with those that are built: tree, labels and print', () => {
    const read = promql('sum by(route)(rate(shop_requests_total[11m]))', { metrics, labels: ['route'] });
    expect(read.problems).toEqual([]);
    expect(withoutPlaces(read.node)).toEqual({ ...byRoute.node, stated: ['route'] });
    expect(print(read.node)).toBe(print(byRoute.node));
    expect([...read.flow.labels.names]).toEqual(['route']);
    expect(div(read, byRoute).problems).toEqual([]);
  });

  test('is bound to the target where it reads metrics of the service, and only there', () => {
    const read = promql('rate(shop_requests_total[5m]) * on (pod) group_left () others', { metrics });
    const { node } = bindToTarget(read.node, { namespace: 'shop', service: 'api' });
    expect(print(node)).toContain('shop_requests_total{namespace="shop",service="api"}');
    expect(print(node)).toContain(' others');
  });

  test('carries what is wrong with it, and where', () => {
    expect(told(promql('sum(rate(x[5m])'))).toEqual([
      "PQL001 «(» '(' is open where the expression ends: ')' is missing",
    ]);
    expect(promql('1 +\n  rat(x)').problems).toMatchObject([
      {
        id: 'PQL001',
        message: "there is no function 'rat'",
        source: { text: '1 +\n  rat(x)', start: 6, end: 9 },
      },
    ]);
    expect(told(promql('sum by (rout) (shop_requests_total)', { metrics }))).toMatchObject([
      expect.stringMatching(
        /^LBL201 «sum by \(rout\) \(shop_requests_total\)» label 'rout' in by \(…\) is not among .*route/,
      ),
    ]);
    expect(told(promql(undefined as never))).toEqual(['OPT002 promql() takes a text, not nothing']);
  });

  test('is an instant vector, with the labels that it is said to have', () => {
    expect(told(promql('x[5m]'))).toEqual([
      'PQL002 promql() stands for an instant vector, and this is a range vector',
    ]);
    expect(told(promql('time()'))).toEqual([
      'PQL002 promql() stands for an instant vector, and this is a scalar',
    ]);
    expect(told(promql('sum by (a) (x)', { labels: ['b'] }))).toEqual([
      "LBL201 «sum by (a) (x)» 'labels' of promql() are b, and its result has a",
    ]);
    expect(told(promql('sum by (a) (x)', { labels: ['a'] }))).toEqual([]);
  });

  test('can be anything to the typed functions around it', () => {
    const any = promql('somebody_elses_bucket');
    expect(histogramQuantile(0.9, any).problems).toEqual([]);
    expect(rate(subquery(any, '5m')).problems).toEqual([]);
    expect(sum(any, { by: ['anything'] }).problems).toEqual([]);
  });

  test('is read as the stated version reads it', () => {
    const text = 'holt_winters(x[1h], 0.5, 0.5)';
    expect(told(promql(text, { version: '2.42' }))).toEqual([]);
    expect(told(promql(text, { version: '3.14' }))).toHaveLength(1);
    // for which it is, is known when it is bound
    expect(told(promql(text))).toEqual([]);
  });
});
