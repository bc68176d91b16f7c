import type { Labels } from '../relabel/label-builder';
import { relabel } from '../relabel/relabel';
import type { JobPath, TargetPath } from './scrape-path';

/**
 * The labels of a series in Prometheus: those of the page and those of the target. Where both have a label, that of the page becomes
 * `exported_…`, unless the job honours the labels of the page. The job's rules for samples come last.
 *
 * @param exposed the labels of the sample on the page, its `__name__` among them
 * @returns undefined if a rule drops the sample
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function seriesLabels(
  { job, metricRules }: Pick<JobPath, 'job' | 'metricRules'>,
  target: Pick<TargetPath, 'labels'>,
  exposed: Labels,
): Labels | undefined {
  const merged = job.honor_labels
    ? { ...target.labels, ...present(exposed) }
    : withTarget(exposed, target.labels);
  const { labels, droppedBy } = relabel(merged, metricRules);
  return droppedBy === undefined ? labels : undefined;
}

/** An empty label on a page is one that is not there. */
function present(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function withTarget(exposed: Labels, target: Labels): Labels {
  const merged: Record<string, string> = { ...present(exposed), ...target };
  // the shortest first, so that none takes the new name of another
  const conflicts = Object.entries(present(exposed))
    .filter(([name]) => Object.hasOwn(target, name))
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  for (const [name, value] of conflicts) {
    let free = `exported_${name}`;
    while (Object.hasOwn(merged, free)) free = `exported_${free}`;
    merged[free] = value;
  }
  return merged;
}
