import type { Found, FoundAlertmanager } from '../../../tools/prometheus/find';
import type { Major } from '../../../src/sightline/prometheus/software/version';
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

/** Something that a suite starts, and ends. */
export interface Started {
  stop(): Promise<unknown>;
}

/**
 * Starts something for all versions at once when the first suite asks for its own, since most of a start is waiting. All of it is stopped
 * after the last suite of the file. To be called once at the top of a file, outside of every suite.
 *
 * @param start - starts it for one version
 * @returns what a suite calls with its version: the function that it calls before its tests
 */
export function sideBySide<T extends Started>(
  start: (prometheus: Found) => Promise<T>,
): (prometheus: Found) => () => Promise<T> {
  const begins: (() => Promise<T>)[] = [];
  const begun: Promise<T>[] = [];
  afterAll(async () => {
    // what did not start has been reported by its suite
    const all = await Promise.allSettled(begun);
    await Promise.all(all.flatMap((each) => (each.status === 'fulfilled' ? [each.value.stop()] : [])));
  });
  return (prometheus) => {
    let running: Promise<T> | undefined;
    const begin = (): Promise<T> => {
      if (running === undefined) {
        running = start(prometheus);
        running.catch(() => undefined);
        begun.push(running);
      }
      return running;
    };
    begins.push(begin);
    return () => {
      for (const each of begins) void each();
      return begin();
    };
  };
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

/**
 * Registers a suite for a Python that has FastAPI, uvicorn and prometheus_client, which is skipped or fails in the same way where there is none.
 *
 * @param title - the title; the version is added to it
 * @param body - registers the tests
 */
export function describeOnPython(title: string, body: (python: string) => void): void {
  describeOn(title, { name: 'Python', wanted: '' }, planFor('python', process.env), (found) =>
    body(found.python),
  );
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
