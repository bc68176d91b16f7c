import { alertPaths, drawAlertPath } from '../../src/sightline/checks/alertmanagers/alert-path';
import { alertsIn } from '../../src/sightline/checks/alertmanagers/alerts';
import { dashboardPaths, drawDashboardPath } from '../../src/sightline/checks/dashboards/dashboard-path';
import { checkFiles } from '../../src/sightline/files/check-files';
import { readFile } from '../../src/sightline/files/read-file';
import { drawPath } from '../../src/sightline/scrape/path/draw-path';
import { mutated } from './mutated';
import { texts } from './texts';
import { random as fractions } from '../../test/sightline/rules/behaviour/objectives/streams/random';

/** A text at which checking has failed, and how. */
export interface Crash {
  readonly seed: number;

  /** The file with the faults. */
  readonly changed: string;
  readonly failure: string;
}

/**
 * Checks files with faults, as many times as are asked for, and draws their paths. Each round mutates one of them, and leaves the others as they are.
 *
 * @returns what has failed; what is found is no matter
 */
export function checkMutated(count: number, seed: number): readonly Crash[] {
  const crashes: Crash[] = [];
  for (let round = 0; round < count; round++) {
    const own = seed * 1_000_003 + round;
    const next = fractions(own);
    const random = (below: number): number => Math.floor(next() * below);
    const which = random(texts.length);
    const files = Object.fromEntries(
      texts.map((text, index) => [`${index}.yaml`, index === which ? mutated(text, random) : text]),
    );
    try {
      const options = {
        isClosed: random(2) === 0,
        ...(random(2) === 0 ? { release: 'kps', namespace: 'retail' } : {}),
      };
      const report = checkFiles(
        Object.entries(files).map(([name, text]) => readFile({ name, text })),
        options,
      );
      for (const path of report.paths) drawPath(path);
      for (const path of dashboardPaths(report.world)) drawDashboardPath(path);
      for (const { name } of alertsIn(report.world))
        for (const path of alertPaths(report.world, name)) drawAlertPath(path, []);
      const lost = report.problems.find(({ file, line }) => file === undefined || line === undefined);
      if (lost !== undefined) throw new Error(`${lost.id} has no place: ${lost.message}`);
    } catch (failure) {
      crashes.push({
        seed: own,
        changed: files[`${which}.yaml`] ?? '',
        failure: failure instanceof Error ? (failure.stack ?? '') : String(failure),
      });
    }
  }
  return crashes;
}
