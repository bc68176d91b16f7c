import { formatDuration } from '../contract/duration';
import type { MonitoredServiceSummary } from '../constructs/monitored-service';

/** What a run says of its services: one line each, what was made and what it costs. */
export function summarize(
  services: readonly MonitoredServiceSummary[],
  written: { readonly files: number; readonly objects: number; readonly folder: string },
): string {
  const lines = [...services]
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1))
    .map(({ namespace, name, recordingRules, series, scrapeInterval }) =>
      [
        `${namespace}/${name}`,
        `scraped every ${formatDuration(scrapeInterval)}`,
        `${recordingRules} recording rules`,
        `at most ${series.perPod.toLocaleString('en-US')} series per pod, ${series.total.toLocaleString('en-US')} in ${series.pods} pods`,
      ].join('  '),
    );
  return [...lines, `${written.objects} objects in ${written.files} files in ${written.folder}/`].join('\n');
}
