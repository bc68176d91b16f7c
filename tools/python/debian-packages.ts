import { join } from 'node:path';
import { unpackPackages } from '../debian/unpack-packages';
import { launcherScript } from './launcher-script';

/** The packages that hold what the suites import, and Python itself where there is none. */
const packages = [
  'python3',
  'python3-django',
  'python3-fastapi',
  'python3-flask',
  'python3-prometheus-client',
  'python3-uvicorn',
];

const program = 'python3';

/** The Python that {@link unpackFromDebian} makes. */
export function debianLauncher(folder: string): string {
  return join(folder, program);
}

/**
 * Takes the frameworks, uvicorn and prometheus_client from Debian.
 *
 * @param folder - the folder to make, which then holds a program `python3`
 * @returns the reason when it did not work; undefined when it did
 */
export function unpackFromDebian(folder: string): Promise<string | undefined> {
  return unpackPackages(folder, { packages, program, launcher: launcherScript });
}
