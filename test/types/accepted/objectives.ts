import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { external } from '../../../src/sightline/promql/build/external';
import { up } from '../../../src/sightline/promql/build/metric';
import { latency, requests, waiting } from '../shop';

const description = 'It works.';
declare const computed: number;

serviceContract({
  name: 'shop',
  metrics: [requests, latency, waiting],
  notTraffic: {},
  objectives: [
    availabilityObjective({
      name: 'a',
      description,
      objective: 99.9,
      total: requests,
      bad: requests.where({ code: /5../ }),
    }),
    availabilityObjective({
      name: 'b',
      description,
      objective: 99,
      total: requests.where({ verb: 'GET' }),
      bad: requests.where({ verb: 'GET', code: /5../ }),
      by: ['route', 'pod'],
      window: '7d',
      alerts: { tiers: { fast: 'ticket', long: false }, exhausted: false },
    }),
    availabilityObjective({
      name: 'c',
      description,
      objective: computed,
      total: requests,
      bad: requests.where({ code: /5../ }),
    }),
    latencyObjective({
      name: 'd',
      description,
      objective: 5.5,
      latency,
      under: 0.5,
      where: { route: { not: '/' } },
      by: ['route'],
    }),
    gaugeObjective({ name: 'e', description, objective: 99, gauge: waiting, atMost: 100, by: ['priority'] }),
    gaugeObjective({ name: 'f', description, objective: 99, gauge: up, atLeast: 1, by: ['pod'] }),
    gaugeObjective({
      name: 'g',
      description,
      objective: 99,
      gauge: external('probe_success', 'gauge', 'Whether the probe succeeded', ['instance', 'job']),
      atLeast: 1,
    }),
  ],
});
