import { checkText } from '../../../src/sightline/promql/check/check';
import { allFeatures, isAtLeast, type PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import { meeting } from '../../../src/sightline/promql/check/check-matching';
import { infer } from '../../../src/sightline/promql/flow/infer';
import type { KnownMetric, KnownMetricMap } from '../../../src/sightline/promql/flow/known-metrics';
import {
  closed,
  lacks,
  surelyHas,
  withMore,
  withPerhaps,
  type LabelSet,
} from '../../../src/sightline/promql/flow/labels';
import { seconds, things } from '../../../src/sightline/promql/flow/unit';
import type { Node } from '../../../src/sightline/promql/syntax/ast';
import type { Labels } from '../../../src/sightline/prometheus/answers';
import { type Server, startPrometheus } from '../../../tools/prometheus/server';
import { extent, seedOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';

import { random, type Random } from './random';
import { randomText } from './random-text';
import type { Words } from './random-words';

const howMany = extent(1_500, 25_000);
const none = { asked: 0, filled: 0, exact: 0, empty: 0 };
const now = 1_700_000_000;

interface Metric extends KnownMetric {
  readonly name: string;
  readonly series: readonly Labels[];
}

const jobs: readonly Labels[] = [
  { job: 'shop', instance: 'a:1' },
  { job: 'shop', instance: 'b:1' },
];
const target = closed(['job', 'instance']);
const requests = jobs.flatMap((job) =>
  ['GET', 'POST'].flatMap((method) => ['200', '500'].map((status) => ({ ...job, method, status }))),
);
const routes = jobs.flatMap((job) => ['/a', '/b'].map((route) => ({ ...job, route })));
const buckets = routes.flatMap((labels) => ['0.1', '1', '+Inf'].map((le) => ({ ...labels, le })));

/** A small world, with a metric of which some series lack a label. */
const world: readonly Metric[] = [
  {
    name: 'requests_total',
    kind: 'counter',
    unit: things,
    labels: withMore(target, ['method', 'status']),
    series: requests,
  },
  {
    name: 'seconds_bucket',
    kind: 'buckets',
    unit: seconds,
    labels: withMore(target, ['route', 'le']),
    series: buckets,
  },
  {
    name: 'seconds_count',
    kind: 'counter',
    unit: things,
    labels: withMore(target, ['route']),
    series: routes,
  },
  { name: 'open', kind: 'gauge', labels: target, series: jobs },
  {
    name: 'version',
    kind: 'gauge',
    labels: withMore(target, ['version']),
    series: jobs.map((job) => ({ ...job, version: '1.2' })),
  },
  {
    name: 'sparse',
    kind: 'gauge',
    labels: withPerhaps(target, 'method'),
    series: [{ ...jobs[0], method: 'GET' }, { ...jobs[1] }],
  },
  { name: 'alone', kind: 'gauge', labels: closed([]), series: [{}] },
];
const metrics: KnownMetricMap = new Map(world.map((metric) => [metric.name, metric]));

const words: Words = {
  names: world.map(({ name }) => name),
  labels: ['job', 'instance', 'method', 'status', 'route', 'le', 'version'],
  durations: ['5m', '10m'],
  texts: [
    '"GET"',
    '"shop"',
    '"a:1"',
    '"/a"',
    '"200"',
    '"1"',
    '""',
    '"method"',
    '"top"',
    '"$1"',
    '"job"',
    '"(.*)"',
  ],
  patterns: ['".*"', '".+"', '"GET|POST"', '"2.."', '""', '"a:.*|/a"'],
  recent: 0,
  odd: 0,
};

/** The samples of an hour, a point a minute. */
function openMetrics(): string {
  const lines = world.flatMap(({ name, series }) =>
    series.flatMap((labels, index) =>
      Array.from({ length: 61 }, (_, minute) => {
        const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
        return `${name}{${text.join(',')}} ${minute * (index + 1)} ${now - 3600 + minute * 60}`;
      }),
    ),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}

/** What the labels of a series have against what was said of them. */
function contradictions(set: LabelSet, { __name__: _, ...labels }: Labels): readonly string[] {
  const known = [...set.names].filter((name) => surelyHas(set, name) && labels[name] === undefined);
  const unexpected = Object.keys(labels).filter((name) => lacks(set, name));
  const values = [...(set.values ?? [])].filter(
    ([name, value]) => labels[name] !== undefined && labels[name] !== value,
  );
  return [
    ...known.map((name) => `${name} is missing`),
    ...unexpected.map((name) => `${name} is there`),
    ...values.map(([name]) => `${name} has another value`),
  ];
}

/** Two sums that are joined, of which one side is often finer than the other. */
function randomJoin(choices: Random, recent: number): string {
  const { pick, chance } = choices;
  const some = (labels: readonly string[]): readonly string[] => labels.filter(() => chance(0.5));
  const [one, many] = [pick(world), pick(world)];
  const matched = some(words.labels.slice(0, 3));
  const coarse = [...matched, ...some(words.labels)];
  const fine = [...coarse, ...some(words.labels)];
  const isOn = chance(0.5);
  const rest = [...new Set([...coarse, ...fine])].filter((label) => !matched.includes(label));
  const how = isOn ? `on (${matched.join(', ')})` : `ignoring (${rest.join(', ')})`;
  const include = some(isOn ? words.labels.filter((label) => !matched.includes(label)) : words.labels);
  const value = pick(['0', '1', '-2']);
  const fill = chance(2 * recent)
    ? pick([`fill (${value})`, `fill_left (${value})`, `fill_right (${value})`])
    : '';
  const side = pick(['left', 'right']);
  const sides = [
    `sum by (${fine.join(', ')}) (${many.name})`,
    `sum by (${[...matched, ...include].join(', ')}) (${one.name})`,
  ];
  const [left, right] = side === 'left' ? sides : sides.reverse();
  return `${left} ${pick(['+', '-', '*'])} ${how} group_${side} (${include.join(', ')}) ${fill} ${right}`;
}

/** Whether the sides of an operator were said never to meet, so that nothing can come of it. */
function isSaidEmpty(node: Node): boolean {
  if (node.type !== 'binary' || node.operator === 'or' || node.operator === 'unless') return false;
  const [left, right] = [infer(node.left, metrics), infer(node.right, metrics)];
  if (left.shape === 'scalar' || right.shape === 'scalar') return false;
  return meeting(node, left.labels, right.labels).verdict === 'never';
}

describeOnPrometheus('the labels of a random expression', (prometheus) => {
  const version = prometheus.version.split('.').slice(0, 2).join('.') as PrometheusVersion; // of a found Prometheus
  // what came after 3.9 is asked of those that have it
  const recent = isAtLeast(version, '3.10') ? 0.3 : 0;
  let server: Server;

  beforeAll(async () => {
    server = await startPrometheus({
      prometheus,
      samples: openMetrics(),
      flags: { 'enable-feature': allFeatures.join(',') },
    });
  });
  afterAll(() => server.stop());

  /** Asks the server for each, and holds what it gives against what was inferred. */
  async function compare(texts: readonly string[], seed: number): Promise<typeof none> {
    const wrong: unknown[] = [];
    const count = { ...none };
    const ask = async (text: string): Promise<void> => {
      const { node, problems } = checkText(text, { version, features: allFeatures });
      if (node === undefined || problems.some(({ severity }) => severity === 'error')) return;
      const flow = infer(node, metrics);
      const answer = await server.api('query', { query: text, time: now });
      // what fails when it is evaluated has no labels
      if (!answer.ok) return;
      count.asked += 1;
      const { resultType, result } = answer.data as {
        resultType: string;
        result: readonly { metric: Labels }[];
      };
      if (resultType !== 'vector') return;
      if (isSaidEmpty(node)) {
        count.empty += 1;
        if (result.length > 0) wrong.push({ seed, text, said: 'never matches', found: result[0]?.metric });
      }
      for (const { metric } of result) {
        const found = contradictions(flow.labels, metric);
        if (found.length > 0) wrong.push({ seed, text, found, metric, said: [...flow.labels.names] });
      }
      count.filled += result.length > 0 ? 1 : 0;
      const isExact = !flow.labels.open && flow.labels.maybe === undefined;
      count.exact += result.length > 0 && isExact ? 1 : 0;
    };
    const rest = [...texts];
    const work = async (): Promise<void> => {
      for (let text = rest.pop(); text !== undefined; text = rest.pop()) await ask(text);
    };
    await Promise.all(Array.from({ length: 16 }, work));
    expect(wrong.slice(0, 3)).toEqual([]);
    return count;
  }

  test('are those that Prometheus gives', async () => {
    const seed = seedOf();
    const choices = { ...random(seed), words: { ...words, recent } };
    const count = await compare(
      Array.from({ length: howMany }, () => randomText(choices)),
      seed,
    );
    // otherwise little is compared
    expect(count.asked).toBeGreaterThan(howMany / 2.5);
    expect(count.filled).toBeGreaterThan(howMany / 5);
    expect(count.exact).toBeGreaterThan(howMany / 9);
    expect(count.empty).toBeGreaterThan(howMany / 500);
  });

  test('are those that Prometheus gives where many series of one side belong to one of the other', async () => {
    const seed = seedOf();
    const choices = random(seed);
    const count = await compare(
      Array.from({ length: howMany / 5 }, () => randomJoin(choices, recent)),
      seed,
    );
    expect(count.filled).toBeGreaterThan(howMany / 50);
  });
});
