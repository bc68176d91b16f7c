import { seriesPerPod } from '../../contract/series-bound';
import { seriesNames } from '../../contract/series-names';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { JobPath, ScrapePath } from '../../scrape/path/scrape-path';
import { seriesLabels } from '../../scrape/path/series-labels';
import type { LimitFields } from '../../scrape/scrape-config';
import type { ServiceFacts } from '../world';
import { sampleOf } from './lost-series';

/** The limits of a scrape, by the name of the field that sets them. */
const limits = {
  labelLimit: 'label_limit',
  labelNameLengthLimit: 'label_name_length_limit',
  labelValueLengthLimit: 'label_value_length_limit',
  sampleLimit: 'sample_limit',
} as const;

type Limit = keyof typeof limits;

/** Labels whose values are those that are expected here, and no stand-ins. */
const known: ReadonlySet<string> = new Set(['__name__', 'namespace', 'service', 'job', 'endpoint', 'le']);

/**
 * Limits that the series of a service pass: Prometheus drops the whole scrape then, and the target is down.
 *
 * @param path the whole path of its monitor, without a broken link
 * @param global what its Prometheus says of all jobs
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function passedLimits(
  { object: monitor, jobs }: ScrapePath,
  service: ServiceFacts,
  global: LimitFields,
): Problem[] {
  for (const job of jobs) {
    for (const name of Object.keys(limits) as Limit[]) {
      const limit = limitOf(limits[name], job.job, global);
      const found = limit === undefined ? undefined : passedBy(name, limit, job, service);
      if (limit === undefined || found === undefined) continue;
      const { what, isSure } = found;
      const message = `'${name}' (${limit}) of '${monitor}' is passed: ${what}. Prometheus drops the whole scrape, and the target is down`;
      const fix = "raise it, or leave it out here and in the values of the stack ('enforced…' sets it too)";
      const more = { object: monitor, path: `spec.${name}`, fix };
      return [isSure ? error('SEL019', message, more) : warning('SEL019', message, more)];
    }
  }
  return [];
}

/** The limit of a job, or else the one that its Prometheus has, or enforces, for all; 0 is none. */
export function limitOf(
  name: (typeof limits)[Limit],
  job: LimitFields,
  global: LimitFields,
): number | undefined {
  return (job[name] ?? global[name] ?? 0) || undefined;
}

function passedBy(
  name: Limit,
  limit: number,
  job: JobPath,
  { contract }: ServiceFacts,
): { readonly what: string; readonly isSure: boolean } | undefined {
  const own = contract.metrics.filter(({ origin }) => origin !== 'external');
  if (name === 'sampleLimit') {
    const most = own.reduce((sum, metric) => sum + seriesPerPod(metric), 0);
    return most > limit
      ? { what: `the contract allows ${most} series in a pod, without those of the runtime`, isSure: false }
      : undefined;
  }
  const target = job.targets.find(({ kept }) => kept === true);
  for (const metric of target === undefined ? [] : own) {
    for (const series of seriesNames(metric)) {
      const labels = target && seriesLabels(job, target, sampleOf(series, metric));
      const what = labels && passing(name, limit, series, Object.entries(labels));
      if (what !== undefined) return { what, isSure: true };
    }
  }
  return undefined;
}

function passing(
  name: Limit,
  limit: number,
  series: string,
  labels: readonly (readonly [string, string])[],
): string | undefined {
  if (name === 'labelLimit') {
    return labels.length > limit
      ? `'${series}' has ${labels.length} labels, its name and those of the target among them`
      : undefined;
  }
  const isName = name === 'labelNameLengthLimit';
  const [label, value] =
    labels.find(([key, text]) => (isName ? key.length > limit : known.has(key) && text.length > limit)) ?? [];
  if (label === undefined || value === undefined) return undefined;
  return isName
    ? `the name '${label}' of '${series}' has ${label.length} characters`
    : `the value '${value}' of '${label}' of '${series}' has ${value.length} characters`;
}
