import { Registry } from 'prom-client';
import type { LabelDomains } from '../../../src/sightline/contract/domain';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { thirdParty } from '../../../src/sightline/promql/build/third-party';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';
import * as fc from '../../fast-check';
import { randomPage } from '../exposition/random-pages';
import { random } from '../promql/random';
import { adopted, contractIn } from './run-adopted';

const labelNames = ['method', 'code', 'path', 'queue', 'ok', 'type', 'toString', '_x'] as const;
const names = [
  'shop_orders_total',
  'hits',
  'wait_ms',
  'pool_count',
  'default',
  'class_info',
  'a:b',
  'http_requests',
];

/** Values that are known, that are not, and that no program could have as they are. */
const values = fc.oneof(
  fc.constantFrom('GET', 'get', '200', '503', '2xx', 'OK', 'true', '/metrics', '/items/:id', 'other'),
  fc.constantFrom("'", '"', '\\', '\n', '*/', '${x}', '\u2028', 'é', '😀', "'; throw 1; //"),
  fc.string({ minLength: 1, maxLength: 5 }),
);

const metric = fc.record({
  type: fc.constantFrom('counter', 'gauge', 'histogram', 'summary'),
  help: fc.oneof(fc.constant('Orders'), fc.string({ minLength: 1, maxLength: 20 })),
  labels: fc.uniqueArray(fc.constantFrom(...labelNames), { maxLength: 3 }),
  buckets: fc.uniqueArray(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }),
  observed: fc.array(fc.array(values, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
});

type RandomMetric = typeof metric extends fc.Arbitrary<infer M> ? M : never;

/** Registers a metric as a service does, and observes it. */
function expose(
  register: Registry,
  name: string,
  { type, help, labels, buckets, observed }: RandomMetric,
): void {
  const bounds = [...buckets].sort((a, b) => a - b);
  const said = help.trim() === '' ? 'Said' : help;
  const options = { register };
  if (labels.length === 0) {
    exposePlain({ name, said, type, bounds, times: observed.length }, options);
    return;
  }
  const domains: LabelDomains = Object.fromEntries(labels.map((label) => [label, { max: 20 }]));
  const each = observed.map((all) =>
    Object.fromEntries(labels.map((label, index) => [label, all[index] ?? ''])),
  );
  const others = thirdParty;
  if (type === 'counter') {
    const { it } = instrument({ it: others.counter(name, said, domains) }, options);
    for (const at of each) it.inc(at);
  } else if (type === 'gauge') {
    const { it } = instrument({ it: others.gauge(name, said, domains) }, options);
    for (const at of each) it.set(at, 1);
  } else if (type === 'histogram') {
    const { it } = instrument({ it: others.histogram(name, said, domains, { buckets: bounds }) }, options);
    for (const at of each) it.observe(at, 1);
  } else {
    const { it } = instrument({ it: others.summary(name, said, domains, { quantiles: [0.5] }) }, options);
    for (const at of each) it.observe(at, 1);
  }
}

interface PlainMetric {
  readonly name: string;
  readonly said: string;
  readonly type: RandomMetric['type'];
  readonly bounds: readonly number[];
  readonly times: number;
}

/** A metric without labels, which is on the page from the start. */
function exposePlain(
  { name, said, type, bounds, times }: PlainMetric,
  options: { readonly register: Registry },
): void {
  if (type === 'counter') instrument({ it: thirdParty.counter(name, said, {}) }, options).it.inc(times);
  else if (type === 'gauge') instrument({ it: thirdParty.gauge(name, said, {}) }, options).it.set(times);
  else if (type === 'histogram')
    instrument({ it: thirdParty.histogram(name, said, {}, { buckets: bounds }) }, options).it.observe(times);
  else instrument({ it: thirdParty.summary(name, said, {}, { quantiles: [] }) }, options).it.observe(times);
}

test('whatever a service exposes, its page is as the contract says that was made of it, and nothing of it is left out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
      fc.array(metric, { minLength: 8, maxLength: 8 }),
      async (chosen, metrics) => {
        const register = new Registry();
        chosen.forEach((name, index) => {
          const each = metrics[index];
          if (each !== undefined) expose(register, name, each);
        });
        const page = parseExposition(await register.metrics());
        expect(page.problems).toEqual([]);
        const { declaration, declared, leftOut } = adopted(page);
        const contract = contractIn(declaration);
        expect(contract.problems).toEqual([]);
        const withSeries = page.families.filter(({ samples }) => samples.length > 0).length;
        expect([declared, leftOut]).toEqual([withSeries, page.families.length - withSeries]);
        const problems = verifyExposition(page, contract);
        // what has no series yet is asked about
        expect(problems.map(({ id }) => id)).toEqual(Array(leftOut).fill('EXP011'));
      },
    ),
    { numRuns: 60 },
  );
});

test('whatever a page is, its declaration is a program, and the page deviates from it only where it is wrong itself', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const { bytes, format } = randomPage(random(seed));
    const page = parseExposition(Buffer.from(bytes, 'latin1'), format);
    const contract = contractIn(adopted(page).declaration);
    const problems = verifyExposition(page, contract).filter(({ severity }) => severity === 'error');
    const own = new Set(['EXP012', ...page.problems.map(({ id }) => id)]);
    expect({
      seed,
      contract: contract.problems,
      problems: problems.filter(({ id }) => !own.has(id)),
    }).toEqual({
      seed,
      contract: [],
      problems: [],
    });
  }
});
