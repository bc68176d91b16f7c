import { packData } from '../../../src/sightline/packs/all-packs';
import { seriesOf } from '../../../src/sightline/packs/series-of';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { runtimes, runtimeSeries } from '../../../src/sightline/contract/runtime-series';

describe('what the client library of a runtime adds', () => {
  test.each(runtimes)('is allowed for with room, in %s, and has a source', (runtime) => {
    const { usual, allowance, source, client } = runtimeSeries[runtime];
    expect(allowance).toBeGreaterThanOrEqual(2 * usual);
    expect(source).toMatch(/^https:/);
    expect(client).toMatch(/\d/);
  });

  test('is what prom-client exposes by itself, at most', async () => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    const lines = (await register.metrics()).split('\n');
    const series = lines.filter((line) => line !== '' && !line.startsWith('#')).length;
    expect(series).toBeGreaterThan(30);
    expect(series).toBeLessThanOrEqual(runtimeSeries.node.usual);
    register.clear();
  });
});

test.each(['go', 'jvm', 'node', 'python'] as const)(
  'as much is allowed for as the pack of the client library of %s counts at most',
  (runtime) => {
    expect(runtimeSeries[runtime].allowance).toBeGreaterThanOrEqual(seriesOf(packData[runtime]));
  },
);
