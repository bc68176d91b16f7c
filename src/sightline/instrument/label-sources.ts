import type { FastifyRequest } from 'fastify';
import { overflowValue } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { usualSources } from './usual-sources';

/**
 * Where the value of a label comes from: the request's method, the template of the route that it matched, the status of the
 * response, or a function of the request. A function sees the request before anything else has; if it throws, the value is `other`.
 */
export type LabelSource = 'method' | 'route' | 'status' | ((request: FastifyRequest) => string);

/** The sources of some labels; those with usual names need none. */
export type LabelSources<L extends string> = {
  readonly [K in Exclude<L, keyof typeof usualSources>]: LabelSource;
} & { readonly [K in Extract<L, keyof typeof usualSources>]?: LabelSource };

/** What is known of a request. */
export interface Facts {
  readonly method: string;
  readonly route: string;

  /** @default - there is no response yet */
  readonly status?: number;

  /** @default - it was answered before it reached a route */
  readonly request?: FastifyRequest;
}

/** Gives the value of each of some labels. */
export type Reader = (facts: Facts) => Record<string, string>;

/** A reader of the labels of a metric. */
export function readerOf(metric: DeclaredMetric, sources: ReadonlyMap<string, LabelSource>): Reader {
  const readers = Object.keys(metric.declaration.labels).map((label) => {
    const source = sources.get(label);
    return { label, read: (facts: Facts) => readLabel(source, facts) };
  });
  return (facts) => {
    const values: Record<string, string> = {};
    for (const { label, read } of readers) values[label] = read(facts);
    return values;
  };
}

/**
 * Whether a request is no traffic, by the labels of which the contract says so.
 *
 * @param byStatus whether to go by labels that hold a status, which are known at the end, or by all others
 */
export function notTrafficOf(
  notTraffic: ServiceContract['notTraffic'],
  sources: ReadonlyMap<string, LabelSource>,
  byStatus: boolean,
): (facts: Facts) => boolean {
  const conditions = Object.entries(notTraffic)
    .map(([label, values]) => ({ source: sources.get(label), values: new Set(values) }))
    .filter(({ source }) => (source === 'status') === byStatus);
  return (facts) => conditions.some(({ source, values }) => values.has(readLabel(source, facts)));
}

/** The sources by label: those that were given, and for other labels the usual ones. */
export function sourcesOf(given: Readonly<Record<string, LabelSource>>): ReadonlyMap<string, LabelSource> {
  return new Map(Object.entries<LabelSource>({ ...usualSources, ...given }));
}

/**
 * What is wrong with the sources.
 *
 * @param metrics those with which requests are observed
 * @param atStart those of them whose labels must be known before there is a response
 */
export function checkSources(
  given: Readonly<Record<string, LabelSource>>,
  notTraffic: ServiceContract['notTraffic'],
  metrics: readonly DeclaredMetric[],
  atStart: readonly DeclaredMetric[],
): Problem[] {
  const sources = sourcesOf(given);
  const labels = new Set(metrics.flatMap(({ declaration }) => Object.keys(declaration.labels)));
  const unknown = Object.keys(given).filter((label) => !labels.has(label));
  const missing = [...new Set([...labels, ...Object.keys(notTraffic)])].filter(
    (label) => !sources.has(label),
  );
  const early = atStart.flatMap(({ declaration }) =>
    Object.keys(declaration.labels)
      .filter((label) => sources.get(label) === 'status')
      .map((label) => ({ label, name: declaration.name })),
  );
  return [
    ...unknown.map((label) =>
      error('LBL201', `label '${label}' is on none of the metrics`, { path: `labels.${label}` }),
    ),
    ...missing.map((label) =>
      error('OPT003', `'labels.${label}' must say where the value of label '${label}' comes from`, {
        path: `labels.${label}`,
        fix: "say 'method', 'route' or 'status', or give a function of the request",
      }),
    ),
    ...early.map(({ label, name }) =>
      error('OPT002', `label '${label}' of '${name}' is a status, which no request has while it is served`, {
        path: 'inFlight',
      }),
    ),
  ];
}

function readLabel(source: LabelSource | undefined, facts: Facts): string {
  if (source === 'method') return facts.method;
  if (source === 'route') return facts.route;
  if (source === 'status') return facts.status === undefined ? overflowValue : String(facts.status);
  if (source === undefined || facts.request === undefined) return overflowValue;
  try {
    return source(facts.request);
  } catch {
    return overflowValue; // what can't be read must not fail the request
  }
}
