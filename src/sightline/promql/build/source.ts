import type { MetricDeclaration } from '../../contract/metric';
import { knownMetrics, usableLabels, type KnownMetricMap } from '../flow/known-metrics';
import { closed, textsOf, withMore } from '../flow/labels';
import type { Narrowed, Subject } from './selector';

/** Whose the series of a declared metric are, and what is known of them. */
export interface Source extends Pick<Subject, 'scope' | 'metrics'> {
  /** What can't be declared so, for metrics that are in no contract which would report it. */
  readonly flaws: Narrowed['flaws'];
}

/** The series of the target itself. */
export function targetSource(declaration: MetricDeclaration): Source {
  return { scope: 'target', metrics: knownMetrics([declaration], usableLabels), flaws: [] };
}

/** The series that something else exposes, with the labels that were named. */
export function externalSource(declaration: MetricDeclaration, labels: unknown): Source {
  const stated = closed(textsOf(labels) ?? []);
  const written = [...knownMetrics([declaration])].map(([name, metric]): [string, typeof metric] => {
    const { domains, own: _, ...known } = metric;
    // what others write has labels with any value, but for those of buckets and quantiles
    const added = (['le', 'quantile'] as const).filter((label) => metric.labels.names.has(label));
    const quantile = domains?.['quantile'];
    return [
      name,
      {
        ...known,
        labels: withMore(stated, added),
        ...(quantile === undefined ? {} : { domains: { quantile } }),
      },
    ];
  });
  const metrics: KnownMetricMap = new Map(written);
  const scope = stated.names.has('namespace') ? 'namespace' : 'global';
  return { scope, metrics, flaws: declaration.problems };
}

/** One series of a source. */
export function subjectOf(name: string, { scope, metrics }: Source): Subject {
  return { name, scope, metrics };
}
