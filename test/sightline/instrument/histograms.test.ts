import { Registry } from 'prom-client';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { unsupportedInPython } from '../../../src/sightline/instrument/python/unsupported';
import { ProblemsError } from '../../../src/sightline/problem/problems-error';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { summary } from '../../../src/sightline/promql/build/summary';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';

const pause = summary('shop_pause_seconds', 'Pauses', { route: ['/a', '/b'] }, { quantiles: [0.5, 0.9] });
const total = summary('shop_size_bytes', 'Sizes', {}, { quantiles: [] });
const pay = nativeHistogram('shop_pay_seconds', 'Time to pay', {});

function refused(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(({ id, message }) => `${id} ${message}`);
    throw error;
  }
  return [];
}

describe('a summary', () => {
  test('stands on the page with its quantiles, sum and count, and as its contract says', async () => {
    const register = new Registry();
    const metrics = instrument({ pause, total }, { register });
    for (let value = 1; value <= 100; value++) metrics.pause.observe({ route: '/a' }, value);
    metrics.total.observe(3);
    const page = await register.metrics();
    const lines = page.split('\n');
    expect(lines).toContain('shop_pause_seconds_sum{route="/a"} 5050');
    expect(lines).toContain('shop_pause_seconds_count{route="/a"} 100');
    expect(lines.filter((line) => line.startsWith('shop_pause_seconds{'))).toHaveLength(2);
    expect(lines).toContain('shop_size_bytes_count 1');
    const contract = serviceContract({ name: 'shop', metrics: [pause, total], notTraffic: {} });
    expect(verifyExposition(parseExposition(page), contract)).toEqual([]);
  });

  test('counts a value outside its domain under the overflow value, and refuses what is no number', async () => {
    const register = new Registry();
    const metrics = instrument({ pause }, { register });
    metrics.pause.bounded({ route: '/c' }).observe(1);
    expect(await register.metrics()).toContain('shop_pause_seconds_count{route="other"} 1');
    expect(() => metrics.pause.observe({ route: '/a' }, NaN)).toThrow(RangeError);
  });

  test('is whole: one of its series can not be instrumented', () => {
    const metrics = { count: pause.count };
    expect(refused(() => instrument(metrics, { register: new Registry() }))).toEqual([
      "OPT002 'count' is a part of summary 'shop_pause_seconds'",
    ]);
  });

  test('is not written in Python', () => {
    const contract = serviceContract({ name: 'shop', metrics: [pause], notTraffic: {} });
    expect(unsupportedInPython(contract).map(({ message }) => message)).toEqual([
      "'shop_pause_seconds' is a summary, and the module would use prometheus_client, whose summaries have no quantiles",
    ]);
  });
});

describe('a native histogram', () => {
  test('is refused by the clients of Node, with the reason', () => {
    expect(refused(() => instrument({ pay }, { register: new Registry() }))).toEqual([
      "OPT002 'pay' is native histogram 'shop_pay_seconds', and the client exposes pages of text, which have none",
    ]);
  });

  test('is not written in Python', () => {
    const contract = serviceContract({ name: 'shop', metrics: [pay], notTraffic: {} });
    expect(unsupportedInPython(contract).map(({ message }) => message)).toEqual([
      "'shop_pay_seconds' is a native histogram, and the module would use prometheus_client, which exposes no native histograms",
    ]);
  });
});
