import type { Found } from '../../src/prometheus/find';
import type { Major } from '../../src/prometheus/version';
import { planFor } from './outcomes';

const majors: readonly Major[] = [2, 3];

/**
 * Registers a suite once for each major version of Prometheus. Where one cannot be had, the suite is skipped
 * with the reason in its title; in CI it fails with the reason.
 *
 * @param title - the title; the version is added to it
 * @param body - registers the tests
 */
export function describeOnPrometheus(title: string, body: (prometheus: Found) => void): void {
  for (const major of majors) {
    const plan = planFor(major, process.env);
    if (plan.action === 'run') {
      describe(`${title} (Prometheus ${plan.found.version})`, () => body(plan.found));
    } else if (plan.action === 'skip') {
      describe(`${title} (Prometheus ${major})`, () => {
        test.skip(`is skipped: ${plan.reason}`, () => undefined);
      });
    } else {
      describe(`${title} (Prometheus ${major})`, () => {
        test('has a Prometheus to run on', () => {
          throw new Error(plan.reason);
        });
      });
    }
  }
}
