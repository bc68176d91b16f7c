import type { ObjectiveDeclaration } from '../../../src/sightline/contract/objective';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { latency, requests, shop } from '../rules/shop';

describe('The golden signals of a service, as data', () => {
  const { signals = [], rules } = goldenSignals(shop, {
    requests,
    errors: { code: /5../ },
    latency,
    by: ['route'],
    quantiles: [0.5, 0.999],
  });

  test('say of each series its name, its type, its meaning and its unit', () => {
    const told = signals.map(({ name, type, meaning, unit }) => [name, type, meaning, unit]);
    expect(told).toEqual([
      ['Traffic', 'traffic', 'Requests per second', 'requests per second'],
      [
        'Errors',
        'errors',
        'Failed requests in percent of all requests; 0 where none failed, absent where there were none',
        'percent',
      ],
      [
        'Latency p50',
        'latency',
        'The duration that 50 % of the requests do not exceed, estimated from buckets; absent where there were none',
        'seconds',
      ],
      [
        'Latency p99_9',
        'latency',
        'The duration that 99.9 % of the requests do not exceed, estimated from buckets; absent where there were none',
        'seconds',
      ],
      ['CPU saturation', 'saturation', 'CPU time in use, as a share of the CPU requests of the pod', 'ratio'],
      [
        'Memory saturation',
        'saturation',
        "Memory in use that can't be freed, as a share of the memory limits of the pod",
        'ratio',
      ],
    ]);
  });

  test('are what the rules record, one for each and in the same order', () => {
    expect(rules).toEqual(signals.map(({ record, expression }) => ({ record, expression })));
  });

  test('keep the labels that were named, and saturation the pod', () => {
    expect(signals.map(({ by }) => by)).toEqual([
      ['route'],
      ['route'],
      ['route'],
      ['route'],
      ['pod'],
      ['pod'],
    ]);
    // what the language says of the expressions is the same; of saturation, the pod alone is left
    for (const { by, expression } of signals)
      expect([...expression.flow.labels.names].sort()).toEqual([...by]);
  });

  test('have no unit where the histogram says none', () => {
    const sizes = histogram('shop_sizes', 'Sizes', { route: { max: 9 } }, { buckets: [1, 2] });
    const contract = serviceContract({ name: 'shop', metrics: [requests, sizes], notTraffic: {} });
    const group = goldenSignals(contract, {
      requests,
      errors: { code: '500' },
      latency: sizes,
      by: [],
      quantiles: [0.5],
      saturation: false,
    });
    expect(group.signals?.at(-1)).not.toHaveProperty('unit');
  });
});

describe('The thresholds of golden signals', () => {
  const promised = (name: string, objective: number, under: 0.1 | 0.5) =>
    latencyObjective({ name, objective, description: 'Fast.', latency, under });
  const kept = (name: string, objective: number, code: '500' | RegExp) =>
    availabilityObjective({
      name,
      objective,
      description: 'Works.',
      total: requests,
      bad: requests.where({ code }),
    });

  const thresholds = (...objectives: ObjectiveDeclaration[]): readonly (number | undefined)[] => {
    const contract = serviceContract({
      name: 'shop',
      metrics: [requests, latency],
      notTraffic: {},
      objectives,
    });
    expect(contract.problems).toEqual([]);
    const group = goldenSignals(contract, { requests, errors: { code: /5../ }, latency, by: [] });
    return (group.signals ?? []).map(({ threshold }) => threshold);
  };

  test('are all that is reserved where nothing is promised', () => {
    expect(thresholds()).toEqual([undefined, undefined, undefined, undefined, undefined, 1, 1]);
  });

  test('of errors are what the strictest objective on the same failures allows for, in percent', () => {
    expect(thresholds(kept('a', 99.9, /5../), kept('b', 99, /5../))[1]).toBe(0.1);
    expect(thresholds(kept('a', 99.9, '500'))[1]).toBeUndefined();
  });

  test('of a quantile are the bound that at least as many requests must keep', () => {
    // 95 % within 0.1, 99 % within 0.5: the 0.95-quantile is bounded by both, the 0.99-quantile by the latter
    const both = thresholds(promised('a', 95, 0.1), promised('b', 99, 0.5));
    expect(both.slice(2, 5)).toEqual([0.1, 0.1, 0.5]);
    expect(thresholds(promised('a', 98.9, 0.5)).slice(2, 5)).toEqual([0.5, 0.5, undefined]);
  });

  test('say nothing of an objective on some of the requests', () => {
    const some = latencyObjective({
      name: 'reads',
      objective: 99.9,
      description: 'Fast.',
      latency,
      under: 0.5,
      where: { verb: 'GET' },
    });
    expect(thresholds(some).slice(2, 5)).toEqual([undefined, undefined, undefined]);
  });
});
