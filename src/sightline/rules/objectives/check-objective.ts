import { formatDuration } from '../../contract/duration';
import { alertPolicy, canFire } from '../../objectives/alert-policy';
import type { Objective } from '../../objectives/objective';
import { rawWindows, windowName } from '../../objectives/windows';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';

/** How often samples of a service are taken, and how long they are kept. */
export interface Sampling {
  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /**
   * How long Prometheus keeps samples, in milliseconds.
   *
   * @default - unknown
   */
  readonly retention?: number;
}

/** A rate needs two samples, and four keep it through one missed scrape and a late one. */
const scrapesInBase = 4;

/** What is wrong with an objective for the samples that it is calculated from. */
export function checkObjective(objective: Objective, { scrapeInterval, retention }: Sampling): Problem[] {
  const { name, window, alerts } = objective;
  const path = `objectives.${name}`;
  const problems: Problem[] = [];
  if (retention !== undefined && window > retention) {
    problems.push(
      error(
        'RNG302',
        `the window of objective '${name}' (${windowName(window)}) is longer than the samples are kept (${formatDuration(retention)}), so it would be a window of ${formatDuration(retention)}`,
        {
          path: `${path}.window`,
          fix: `keep them longer ('prometheus.retention' of the stack), or promise over less`,
        },
      ),
    );
  }
  if (rawWindows.short < scrapesInBase * scrapeInterval) {
    problems.push(
      error(
        'RNG305',
        `the shortest window of objective '${name}' (${formatDuration(rawWindows.short)}) must hold ${scrapesInBase} scrapes, and there is one every ${formatDuration(scrapeInterval)}`,
        {
          path,
          fix: `scrape the service at least every ${formatDuration(rawWindows.short / scrapesInBase)}`,
        },
      ),
    );
  }
  const policy = alertPolicy({ ...objective, tiers: alerts.tiers });
  if (policy.some(({ severity }) => severity !== false) && !policy.some(canFire)) {
    problems.push(
      warning('RNG311', `no burn rate of objective '${name}' can ever fire: its budget is too great`, {
        path,
        fix: 'promise more, or turn the tiers off',
      }),
    );
  }
  return problems;
}
