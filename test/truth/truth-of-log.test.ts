import type { LogLine } from './request-log';
import { scaleWindows } from './scale-windows';
import { script, templates } from './script';
import { bucketsOf, truthOf } from './truth';

const logged = (endpoint: string, status: string, duration: number): LogLine => ({
  timestamp: 0,
  method: 'GET',
  endpoint,
  status,
  duration,
});

describe('the truth', () => {
  test('is counted from the log, by endpoint, without the pages', () => {
    const lines: LogLine[] = [
      logged('/tasks', '200', 0.2),
      { timestamp: 0, page: true },
      logged('/tasks/:id', '404', 0.3),
      logged('/tasks', '503', 0.4),
      logged('/tasks', '200', 0.1),
      logged('/tasks', '404', 0.1),
    ];
    expect(truthOf(lines)).toEqual([
      { endpoint: '/tasks', count: 4, errors: 25, durations: [0.2, 0.4, 0.1, 0.1] },
      { endpoint: '/tasks/:id', count: 1, errors: 0, durations: [0.3] },
    ]);
  });

  test('has a quantile in the bucket in which so many values are reached', () => {
    const durations = [...Array<number>(15).fill(0.02), ...Array<number>(4).fill(0.3), 7];
    expect(bucketsOf(0.5, durations)).toEqual([[0.01, 0.025]]);
    expect(bucketsOf(0.9, durations)).toEqual([[0.25, 0.5]]);
    expect(bucketsOf(0.99, durations)).toEqual([[5, 10]]);
    // exactly 19 of 20 are up to 0.5
    expect(bucketsOf(0.95, durations)).toEqual([
      [0.25, 0.5],
      [5, 10],
    ]);
    // a bound belongs to its bucket
    expect(bucketsOf(0.5, [0.1])).toEqual([[0.05, 0.1]]);
  });

  test('is scripted: 60 requests of four templates, a known share of which fails', () => {
    const failing = (endpoint: string): number =>
      script.filter((each) => each.endpoint === endpoint && each.status === '500').length;
    expect(script).toHaveLength(60);
    expect(
      templates.map((endpoint) => [
        endpoint,
        script.filter((each) => each.endpoint === endpoint).length,
        failing(endpoint),
      ]),
    ).toEqual([
      ['/tasks', 32, 2],
      ['/tasks/:id', 15, 0],
      ['/tasks/:id/complete', 10, 2],
      ['other', 3, 0],
    ]);
  });
});

describe('scaled rules', () => {
  const rule = (expr: string) => [{ name: 'a', interval: '30s', rules: [{ record: 'a:rate5m', expr }] }];

  test('differ in their windows alone', () => {
    expect(scaleWindows(rule('rate(a_total[5m]) + rate(b_total{c=~"[5m]"}[1h])'), 0.05)).toEqual(
      rule('rate(a_total[15s]) + rate(b_total{c=~"[5m]"}[3m])'),
    );
  });

  test('are refused if a window would stay as it is', () => {
    expect(() => scaleWindows(rule('a_total'), 0.05)).toThrow('no rule looks back');
    expect(() => scaleWindows(rule('max_over_time(a[5m:30s])'), 0.05)).toThrow('[5m:30s]');
  });
});
