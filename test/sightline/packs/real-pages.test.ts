import * as successor from '@prometheus-io/client';
import * as promClient from 'prom-client';
import type { Exposition, MetricFamily } from '../../../src/sightline/exposition/exposition';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { packData } from '../../../src/sightline/packs/all-packs';
import type { Facts, MetricFact } from '../../../src/sightline/packs/fact';
import { seriesOf } from '../../../src/sightline/packs/series-of';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';

/** In what a page differs from what a pack says of one metric. */
function differences({ name, type, samples }: MetricFamily, fact: MetricFact): readonly string[] {
  const known = new Set([...fact.anyValue, ...Object.keys(fact.domains), 'le', 'quantile']);
  const labels = samples.flatMap((sample) => Object.entries(sample.labels));
  const odd = labels.filter(([label, value]) => {
    const domain = fact.domains[label];
    return !known.has(label) || (Array.isArray(domain) && !domain.includes(value));
  });
  return [
    ...(type === (fact.exposedAs ?? fact.type) ? [] : [`${name} is a ${String(type)}`]),
    ...odd.map(([label, value]) => `${name} has ${label}="${value}"`),
  ];
}

function held(
  page: Exposition,
  facts: Facts,
): { readonly known: readonly string[]; readonly wrong: readonly string[] } {
  const known = page.families.filter(({ name }) => Object.hasOwn(facts, name));
  return {
    known: known.map(({ name }) => name),
    wrong: known.flatMap((family) => differences(family, facts[family.name] as MetricFact)), // it has it
  };
}

describe('the page of a process of Node', () => {
  const isLinux = process.platform === 'linux';
  const collect = {
    'prom-client': async () => {
      const register = new promClient.Registry();
      promClient.collectDefaultMetrics({ register });
      return register.metrics();
    },
    '@prometheus-io/client': async () => {
      const register = new successor.Registry();
      successor.collectDefaultMetrics({ register });
      return register.metrics();
    },
  };

  test.each(Object.entries(collect))('by %s has what the pack says, and no more', async (client, pageOf) => {
    const page = parseExposition(await pageOf());
    const { known, wrong } = held(page, packData.node.facts);
    expect(wrong).toEqual([]);
    const expected = Object.keys(packData.node.facts).filter(
      (name) => client !== 'prom-client' || !name.startsWith('nodejs_eventloop_utilization_'),
    );
    if (isLinux) expect([...known].sort()).toEqual(expected.sort());
    expect(page.families.map(({ name }) => name)).toEqual(known);
    const series = page.families.reduce((sum, { samples }) => sum + samples.length, 0);
    expect(series).toBeLessThanOrEqual(seriesOf(packData.node));
  });
});

describeOnPrometheus('the page of a process of Go', (prometheus) => {
  let server: Server;
  beforeAll(async () => {
    server = await startPrometheus({ prometheus });
  });
  afterAll(() => server.stop());

  test('has what the pack says', async () => {
    const flags = await server.api('status/flags', {});
    if (!flags.ok) throw new Error(flags.error);
    const { 'web.external-url': url } = flags.data as { readonly 'web.external-url': string };
    const page = parseExposition(await (await fetch(`${url}/metrics`)).text());
    const { known, wrong } = held(page, packData.go.facts);
    expect(wrong).toEqual([]);
    // older versions of the client have no gogc, gomemlimit, gomaxprocs and network
    expect(known.length).toBeGreaterThan(30);
  });
});
