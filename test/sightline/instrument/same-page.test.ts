import * as fc from '../../fast-check';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';

/** One call of each kind, for ours and for prom-client's own metrics. */
const calls = fc.record({
  what: fc.constantFrom('count', 'time', 'add', 'take', 'set', 'reset'),
  verb: fc.constantFrom('GET', 'POST', 'other'),
  route: fc.constantFrom('/', '/a"b', '/c\\d\n', '/é'),
  amount: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 5, noNaN: true })),
});

test.each([{}, { zone: 'a', verb: 'hidden' }])(
  'whatever is counted, the page is that of the metrics of prom-client (labels of the registry: %j)',
  async (defaultLabels) => {
    const labels = { verb: ['GET', 'POST'], route: { max: 9 } } as const;
    const buckets = [0, 0.5, 1, 3];
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { maxLength: 60 }), async (given) => {
        const [register, reference] = [new Registry(), new Registry()];
        register.setDefaultLabels(defaultLabels);
        reference.setDefaultLabels(defaultLabels);
        const ours = instrument(
          {
            a: counter('a_total', 'A', labels),
            b: gauge('b_items', 'B', labels),
            c: histogram('c_seconds', 'C', labels, { buckets }),
          },
          { register },
        );
        const common = { labelNames: ['verb', 'route'], registers: [reference] };
        const a = new Counter({ name: 'a_total', help: 'A', ...common });
        const b = new Gauge({ name: 'b_items', help: 'B', ...common });
        const c = new Histogram({ name: 'c_seconds', help: 'C', buckets, ...common });
        for (const { what, verb, route, amount } of given) {
          const at = { verb, route };
          const acts: Readonly<Record<typeof what, () => void>> = {
            count: () => {
              ours.a.bounded(at).inc(amount);
              a.inc({ ...at }, amount);
            },
            time: () => {
              ours.c.bounded(at).observe(amount);
              c.observe({ ...at }, amount);
            },
            add: () => {
              ours.b.bounded(at).inc(amount);
              b.inc({ ...at }, amount);
            },
            take: () => {
              ours.b.bounded(at).dec(amount);
              b.dec({ ...at }, amount);
            },
            set: () => {
              ours.b.bounded(at).set(amount);
              b.set({ ...at }, amount);
            },
            reset: () => {
              register.resetMetrics();
              reference.resetMetrics();
            },
          };
          acts[what]();
        }
        expect(await register.metrics()).toBe(await reference.metrics());
      }),
      { numRuns: 100 },
    );
  },
);
