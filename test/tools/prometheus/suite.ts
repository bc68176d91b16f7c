import type { Found, FoundAlertmanager } from '../../../tools/prometheus/find';
import type { Major } from '../../../tools/prometheus/version';
import { isWhole } from '../../sampling';
import { type Plan, planFor } from './outcomes';

const majors: readonly Major[] = [2, 3];

/** The major version of a Prometheus that was found. A sample that begins with it is another one for each version. */
export function majorOf({ version }: Pick<Found, 'version'>): number {
  return Number.parseInt(version, 10);
}

/**
 * Registers a suite once for each major version of Prometheus. Where one cannot be had, the suite is skipped
 * with the reason in its title; in CI it fails with the reason.
 *
 * @param title - the title; the version is added to it
 * @param body - registers the tests
 */
export function describeOnPrometheus(title: string, body: (prometheus: Found) => void): void {
  for (const major of majors) describeOnMajor(title, major, body);
}

/**
 * Registers a long suite: for each major version where all of the long tests run, and for one of them in a sample.
 *
 * @param title - the title; the version is added to it
 * @param sample - the version that a sample runs on
 * @param body - registers the tests
 */
export function describeSampleOnPrometheus(
  title: string,
  sample: Major,
  body: (prometheus: Found) => void,
): void {
  for (const major of isWhole() ? majors : [sample]) describeOnMajor(title, major, body);
}

function describeOnMajor(title: string, major: Major, body: (prometheus: Found) => void): void {
  describeOn(title, { name: 'Prometheus', wanted: ` ${major}` }, planFor(major, process.env), body);
}

/**
 * Registers a suite for a real Alertmanager, which is skipped or fails in the same way where there is none.
 *
 * @param title - the title; the version is added to it
 * @param body - registers the tests
 */
export function describeOnAlertmanager(title: string, body: (found: FoundAlertmanager) => void): void {
  describeOn(title, { name: 'Alertmanager', wanted: '' }, planFor('alertmanager', process.env), body);
}

function describeOn<F extends { readonly version: string }>(
  title: string,
  { name, wanted }: { readonly name: string; readonly wanted: string },
  plan: Plan<F>,
  body: (found: F) => void,
): void {
  if (plan.action === 'run') {
    describe(`${title} (${name} ${plan.found.version})`, () => body(plan.found));
  } else if (plan.action === 'skip') {
    describe(`${title} (${name}${wanted})`, () => {
      test.skip(`is skipped: ${plan.reason}`, () => undefined);
    });
  } else {
    describe(`${title} (${name}${wanted})`, () => {
      test(`has ${name} to run on`, () => {
        throw new Error(plan.reason);
      });
    });
  }
}
