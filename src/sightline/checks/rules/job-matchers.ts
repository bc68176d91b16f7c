import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { inText, placed } from '../../promql/check/found';
import { parse } from '../../promql/parse/parse';
import { selectorsIn } from '../../promql/syntax/walk';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf } from '../world';
import { finalGroups, placeOf } from './final-groups';

/**
 * Matchers of `job` in rules by hand that no target has: nearly the job of one, or, where all that there is is known, any other. A job is the name of the Service, and
 * not that of the monitor.
 *
 * @param paths the paths of all monitors
 */
export function jobMatchersCheck(paths: readonly ScrapePath[]): Check {
  const jobs = new Set(
    paths.flatMap((path) =>
      path.jobs.flatMap(({ targets }) => targets.flatMap(({ labels }) => labels['job'] ?? [])),
    ),
  );
  const isWhole = paths.every(
    ({ object, links }) => !isMonitor(object) || links.every(({ state }) => state === 'proven'),
  );
  return {
    layer: 'rules',
    run: (world) =>
      jobs.size === 0
        ? []
        : objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap((object) =>
            inObject(object, jobs, isWhole && world.cluster?.isClosed === true),
          ),
  };
}

function isMonitor(reference: string): boolean {
  return !reference.startsWith('PrometheusRule/');
}

function inObject(object: FinalObject, jobs: ReadonlySet<string>, isClosed: boolean): Problem[] {
  return finalGroups(object).flatMap(({ rules = [] }, group) =>
    rules.flatMap(({ expr }, index) =>
      wrongJobs(String(expr), jobs, isClosed).map((problem) => ({
        ...problem,
        object: referenceOf(object),
        path: placeOf(object, group, index),
      })),
    ),
  );
}

function wrongJobs(text: string, jobs: ReadonlySet<string>, isClosed: boolean): Problem[] {
  if (!text.includes('job')) return [];
  const { node: root } = parse(text);
  if (root === undefined) return [];
  return selectorsIn(root).flatMap(({ matchers }) =>
    matchers.flatMap((matcher) => {
      const { label, operator, value } = matcher;
      if (label !== 'job' || operator !== '=' || value === '' || jobs.has(value)) return [];
      const near = nearest(value, jobs);
      if (near === undefined && !isClosed) return [];
      const message = `no target has job="${value}": the targets of the monitors here have ${[...jobs].sort().slice(0, 5).join(', ')}`;
      const problem = warning(
        'LBL202',
        message,
        near === undefined ? {} : { fix: `did you mean '${near}'?` },
      );
      return [inText(placed(matcher, problem), text)];
    }),
  );
}
