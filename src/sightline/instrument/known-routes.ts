import { overflowValue, sizeOf } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import type { CounterInstrument } from './instruments';
import { readerOf, type Facts, type LabelSource } from './label-sources';

/** What is known of a route before there is a request. */
export interface KnownRoute {
  /** Its template, with all prefixes. */
  readonly route: string;

  /** Its methods. */
  readonly methods: readonly string[];

  /** The statuses that it says it answers with. */
  readonly statuses: readonly number[];
}

/**
 * Lets the series of the routes begin at 0: a crash, and what their schemas name. A series that begins with its first request begins
 * at 1, and Prometheus, which sees no increase from nothing to 1, does not count it: the first crash of a pod would be missed.
 *
 * @param routes in the order of their registration, in which a domain with a maximum keeps them
 * @see https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
 */
export function startAtZero<D>(
  requests: CounterInstrument<D>,
  routes: readonly KnownRoute[],
  sources: ReadonlyMap<string, LabelSource<never>>,
): void {
  const { labels } = requests.declaration;
  const unforeseeable = Object.keys(labels).some((label) => typeof sources.get(label) === 'function');
  if (unforeseeable) return;
  const read = readerOf(requests, sources);
  // crashes first, so that they have a place in the domain whatever else comes
  const facts: Facts[] = ['crash', 'named'].flatMap((which) =>
    routes.flatMap(({ route, methods, statuses }) =>
      methods.flatMap((method) =>
        (which === 'crash' ? [500] : statuses).map((status) => ({ method, route, status })),
      ),
    ),
  );
  for (const each of facts) {
    const values = read(each);
    const inList = Object.entries(values).every(([label, value]) => {
      const domain = labels[label];
      return !Array.isArray(domain) || domain.includes(value);
    });
    // the cast: a reader gives exactly the labels of its metric
    if (inList) requests.bounded(values as Parameters<typeof requests.bounded>[0]).inc(0);
  }
}

/** A sentence for each label that has more routes than places; the rest of them is counted under `other`. */
export function crowded(
  metrics: readonly MetricDeclaration[],
  routes: readonly KnownRoute[],
  sources: ReadonlyMap<string, LabelSource<never>>,
): string[] {
  const templates = new Set(routes.map(({ route }) => route));
  return metrics.flatMap(({ name, labels }) =>
    Object.entries(labels)
      .filter(([label, domain]) => sources.get(label) === 'route' && templates.size > sizeOf(domain) - 1)
      .map(
        ([label, domain]) =>
          `label '${label}' of '${name}' has place for ${sizeOf(domain) - 1} routes beside '${overflowValue}', and there are ${templates.size}: some are counted as '${overflowValue}'`,
      ),
  );
}
