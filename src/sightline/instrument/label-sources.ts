import { overflowValue } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { usualSources } from './usual-sources';

/**
 * Where the value of a label comes from: the request's method, the template of the route that it matched, the status of the
 * response, or a function of the request, as the framework hands it out. A function of a Fastify request sees it before anything else has; of other frameworks,
 * when the response is closed, and that of a label of the gauge when it begins. If it throws, the value is `other`.
 *
 * @typeParam R the request
 */
export type LabelSource<R> = 'method' | 'route' | 'status' | ((request: R) => string);

/** The sources of some labels; those with usual names need none. */
export type LabelSources<L extends string, R> = {
  readonly [K in Exclude<L, keyof typeof usualSources>]: LabelSource<R>;
} & { readonly [K in Extract<L, keyof typeof usualSources>]?: LabelSource<R> };

/** What is known of a request when it begins: its route too, or only what was asked for. */
export type KnownAtStart = 'route' | 'path';

/** What is known of a request. */
export interface Facts {
  readonly method: string;
  readonly route: string;

  /** @default - there is no response yet */
  readonly status?: number;

  /** @default - it was answered before it reached a route */
  readonly request?: unknown;
}

/** Gives the value of each of some labels. */
export type Reader = (facts: Facts) => Record<string, string>;

/** A reader of the labels of a metric. */
export function readerOf(metric: DeclaredMetric, sources: ReadonlyMap<string, LabelSource<never>>): Reader {
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
  sources: ReadonlyMap<string, LabelSource<never>>,
  byStatus: boolean,
): (facts: Facts) => boolean {
  const conditions = Object.entries(notTraffic)
    .map(([label, values]) => ({ source: sources.get(label), values: new Set(values) }))
    .filter(({ source }) => (source === 'status') === byStatus);
  return (facts) => conditions.some(({ source, values }) => values.has(readLabel(source, facts)));
}

/** What a gauge of the requests that are being served can not go by. */
const lateSources: Readonly<Record<KnownAtStart, Readonly<Record<string, string>>>> = {
  route: { status: 'a status, which no request has while it is served' },
  path: {
    status: 'a status, which no request has while it is served',
    route: 'a route, which this framework tells only once the request has been through its router',
  },
};

/** The sources by label: those that were given, and for other labels the usual ones. */
export function sourcesOf(
  given: Readonly<Record<string, LabelSource<never>>>,
): ReadonlyMap<string, LabelSource<never>> {
  return new Map(Object.entries<LabelSource<never>>({ ...usualSources, ...given }));
}

/**
 * What is wrong with the sources.
 *
 * @param metrics those with which requests are observed
 * @param during those of them whose labels must be known before there is a response
 * @param atStart what is known of a request then
 */
export function checkSources(
  given: Readonly<Record<string, LabelSource<never>>>,
  notTraffic: ServiceContract['notTraffic'],
  metrics: readonly DeclaredMetric[],
  during: readonly DeclaredMetric[],
  atStart: KnownAtStart,
): Problem[] {
  const sources = sourcesOf(given);
  const labels = new Set(metrics.flatMap(({ declaration }) => Object.keys(declaration.labels)));
  const unknown = Object.keys(given).filter((label) => !labels.has(label));
  const missing = [...new Set([...labels, ...Object.keys(notTraffic)])].filter(
    (label) => !sources.has(label),
  );
  const early = during.flatMap(({ declaration }) =>
    Object.keys(declaration.labels).flatMap((label) => {
      const why = lateSources[atStart][String(sources.get(label))];
      return why === undefined ? [] : [{ label, name: declaration.name, why }];
    }),
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
    ...early.map(({ label, name, why }) =>
      error('OPT002', `label '${label}' of '${name}' is ${why}`, {
        path: 'inFlight',
        fix: 'leave the label out of the gauge, or let a function of the request give its value',
      }),
    ),
  ];
}

function readLabel(source: LabelSource<never> | undefined, facts: Facts): string {
  if (source === 'method') return facts.method;
  if (source === 'route') return facts.route;
  if (source === 'status') return facts.status === undefined ? overflowValue : String(facts.status);
  if (source === undefined || facts.request === undefined) return overflowValue;
  try {
    return source(facts.request as never); // each framework hands over the requests that its sources are typed for
  } catch {
    return overflowValue; // what can't be read must not fail the request
  }
}
