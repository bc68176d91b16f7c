import type { MetricDeclaration } from '../contract/metric';
import type { ClientSummary } from './installed-client';
import type { Registry } from './registry';
import type { Sample } from './sample';

/** Where the samples of a metric come from. */
export interface SampleSource {
  /** The samples of now, made anew. @param name of the metric on the page */
  samples(name: string): Sample[];

  /** Forgets what has been counted. */
  reset(): void;
}

/**
 * Registers a metric whose values are kept elsewhere and read with the page. The metrics of the clients themselves put a text together from
 * the labels at each call, which cost a request more than all else that observed it.
 *
 * A registry asks a metric for its name, its type, `get` and `reset`, and is given such objects by its client too, when it sums up the
 * workers of a cluster.
 */
export function registerMetric(
  { name, help, type }: MetricDeclaration,
  register: Registry,
  source: SampleSource,
): void {
  const metric = { name, help, type, aggregator: 'sum', get, getForPromString, reset: () => source.reset() };
  // a registry of the OpenMetrics format gives a counter another name: it is read anew for each page
  const read = (change: (sample: Sample) => Sample) => ({
    name: metric.name,
    help,
    type,
    aggregator: 'sum',
    values: source.samples(metric.name).map(change),
  });

  function get() {
    return Promise.resolve(
      read(({ labels, sharedLabels, ...sample }) => ({ ...sample, labels: { ...labels, ...sharedLabels } })),
    );
  }

  /** What a registry prefers for the text: it writes its own labels between those of the bucket and the shared ones. */
  function getForPromString() {
    return Promise.resolve(read((sample) => sample));
  }

  // the cast: a client names its own classes, of which its registry uses no more than this
  register.registerMetric(metric as never);
}

/** Registers what stands on the page of a summary, and no way to observe past its domains. */
export function registerSummary(
  { name, help }: MetricDeclaration,
  register: Registry,
  summary: ClientSummary,
): void {
  const metric = {
    name,
    help,
    type: 'summary',
    aggregator: 'sum',
    get: async () => {
      const page = await summary.get();
      // prom-client gives sum and count no labels where the summary has none, and then can not add up workers
      return { ...page, values: page.values.map(({ labels = {}, ...value }) => ({ ...value, labels })) };
    },
    reset: () => summary.reset(),
  };
  register.registerMetric(metric as never); // as above
}
