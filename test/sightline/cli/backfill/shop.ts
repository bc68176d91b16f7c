import {
  availabilityObjective,
  gauge,
  gaugeObjective,
  latencyObjective,
  serviceContract,
  type SightlineApp,
} from '../../../../src/sightline';
import { makeShop, orders, wait } from '../../constructs/fixtures';

/** A gauge that is bad above 100. */
const queue = gauge('shop_queue_length', 'Orders that wait', {});

const bad = orders.where({ code: /5../ });
const events = { objective: 99, window: '7d', total: orders, bad } as const;

/** A shop with an objective of each kind, the past of which is to be filled; its traffic is excluded from a moment to another. */
export function promisingShop(start: Date, end: Date): SightlineApp {
  const moment = (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z');
  return makeShop({
    rules: [],
    contract: serviceContract({
      name: 'shop',
      metrics: [orders, wait, queue],
      notTraffic: { route: ['/up'] },
      objectives: [
        availabilityObjective({ ...events, name: 'orders', description: 'Orders are taken.' }),
        availabilityObjective({ ...events, name: 'routes', description: 'Each is taken.', by: ['route'] }),
        availabilityObjective({
          ...events,
          name: 'lawful',
          description: 'Orders are taken, but for maintenance.',
          excludes: [{ why: 'maintenance', start: moment(start), end: moment(end) }],
        }),
        availabilityObjective({
          ...events,
          name: 'strict',
          description: 'Orders are taken, or it is our fault.',
          missingData: 'bad',
        }),
        latencyObjective({
          name: 'waiting',
          objective: 99,
          window: '7d',
          description: 'Orders wait little.',
          latency: wait,
          under: 1,
        }),
        gaugeObjective({
          name: 'queue',
          objective: 99,
          window: '7d',
          description: 'The queue is short.',
          gauge: queue,
          atMost: 100,
        }),
      ],
    }),
  });
}
