import { alertPaths, drawAlertPath } from '../../src/sightline/checks/alertmanagers/alert-path';
import { alertsIn } from '../../src/sightline/checks/alertmanagers/alerts';
import { dashboardPaths, drawDashboardPath } from '../../src/sightline/checks/dashboards/dashboard-path';
import { checkFiles } from '../../src/sightline/files/check-files';
import type { ClusterOptions } from '../../src/sightline/files/file-world';
import { readFile, type ReadFile } from '../../src/sightline/files/read-file';
import { drawPath } from '../../src/sightline/scrape/path/draw-path';
import { mutated } from './mutated';
import { texts } from './texts';
import { random as fractions } from '../../test/sightline/rules/behaviour/objectives/streams/random';

/** Texts at which checking has failed, and how. */
export interface Crash {
  readonly seed: number;

  /** The files with the faults. */
  readonly changed: string;
  readonly failure: string;
}

/** So many files have faults in each round, at most: the others are as they were, so that there is something to find. */
const faulty = 4;

const unchanged = texts.map((text, index) => readFile({ name: `${index}.yaml`, text }));

/**
 * Checks files with faults, as many as are asked for, and draws their paths. Each round mutates a few of them, and leaves the others as they are.
 *
 * @param count of mutated files
 * @param told hears after each round how many there have been so far, and what has failed in it
 * @returns what has failed; what is found is no matter
 */
export function checkMutated(
  count: number,
  seed: number,
  told: (done: number, crash?: Crash) => void = () => undefined,
): readonly Crash[] {
  const crashes: Crash[] = [];
  for (let done = 0; done < count;) {
    const own = seed * 1_000_003 + done;
    const next = fractions(own);
    const random = (below: number): number => Math.floor(next() * below);
    const changed = new Map<number, string>();
    for (let index = Math.min(faulty, count - done); index > 0; index--) {
      const which = random(texts.length);
      changed.set(which, mutated(changed.get(which) ?? texts[which] ?? '', random));
    }
    const options: ClusterOptions = {
      isClosed: random(2) === 0,
      ...(random(2) === 0 ? { release: 'kps', namespace: 'retail' } : {}),
    };
    const failure = failureOf(changed, options);
    const crash = failure === undefined ? undefined : { seed: own, changed: textOf(changed), failure };
    if (crash !== undefined) crashes.push(crash);
    done += changed.size;
    told(done, crash);
  }
  return crashes;
}

function textOf(changed: ReadonlyMap<number, string>): string {
  return [...changed].map(([index, text]) => `# ${index}.yaml\n${text}`).join('\n');
}

/** How checking fails with some of the files changed, if it does. */
function failureOf(changed: ReadonlyMap<number, string>, options: ClusterOptions): string | undefined {
  try {
    const files = unchanged.map((file, index): ReadFile => {
      const text = changed.get(index);
      return text === undefined ? file : readFile({ name: file.file.name, text });
    });
    const report = checkFiles(files, options);
    for (const path of report.paths) drawPath(path);
    for (const path of dashboardPaths(report.world)) drawDashboardPath(path);
    for (const { name } of alertsIn(report.world))
      for (const path of alertPaths(report.world, name)) drawAlertPath(path, []);
    const lost = report.problems.find(({ file, line }) => file === undefined || line === undefined);
    return lost === undefined ? undefined : `${lost.id} has no place: ${lost.message}`;
  } catch (failure) {
    return failure instanceof Error ? (failure.stack ?? '') : String(failure);
  }
}
