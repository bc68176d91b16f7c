import type { ServiceContract } from '../../contract/service-contract';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';

/**
 * The metrics of a contract for which no Python is written: the Python client has no native histograms, and its summaries have no quantiles.
 *
 * @see https://prometheus.github.io/client_python/instrumenting/summary/
 */
export function unsupportedInPython({ metrics }: ServiceContract): Problem[] {
  return metrics.flatMap(({ name, type }) => {
    if (type !== 'native histogram' && type !== 'summary') return [];
    const why =
      type === 'summary' ? 'whose summaries have no quantiles' : 'which exposes no native histograms';
    const elsewhere =
      type === 'summary'
        ? ''
        : ', or count it with a client that has them, such as those of Go, Java and Rust';
    const message = `'${name}' is a ${type}, and the module would use prometheus_client, ${why}`;
    const fix = `declare it by histogram(…) with buckets${elsewhere}`;
    return [error('OPT002', message, { path: `metrics.${name}`, fix })];
  });
}
