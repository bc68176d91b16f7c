import { collectDefaultMetrics, Registry } from 'prom-client';
import { packData } from '../../../src/sightline/packs/all-packs';
import { runtimes, runtimeSeries } from '../../../src/sightline/packs/runtime-series';
import { seriesOf } from '../../../src/sightline/packs/series-of';

describe('what the client library of a runtime adds', () => {
  test.each(runtimes)('is what its pack counts, and a quarter is allowed for beyond it, in %s', (runtime) => {
    const { series, allowance, client, source } = runtimeSeries[runtime];
    const pack = Object.values(packData).find((each) => `${each.project} ${each.version}` === client);
    expect(pack?.source).toBe(source);
    expect(series).toBeGreaterThanOrEqual(pack === undefined ? NaN : seriesOf(pack));
    expect(allowance).toBeGreaterThanOrEqual(1.25 * series);
    expect(allowance % 50).toBe(0);
    expect(allowance - 1.25 * series).toBeLessThan(50);
  });

  test('is, of two libraries for the JVM, that of the larger one', () => {
    expect(runtimeSeries.jvm.client).toMatch(/^Micrometer /);
    expect(runtimeSeries.jvm.allowance).toBeGreaterThanOrEqual(seriesOf(packData.jvm));
  });

  test('is what prom-client exposes by itself, at most', async () => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    const lines = (await register.metrics()).split('\n');
    const series = lines.filter((line) => line !== '' && !line.startsWith('#')).length;
    expect(series).toBeGreaterThan(30);
    expect(series).toBeLessThanOrEqual(runtimeSeries.node.series);
    register.clear();
  });
});
