import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunResult, runCommand } from '../../src/sightline/prometheus/run-command';

/** The oldest Python that the packages run on. */
const oldest = '3.9';

const venvTimeoutMs = 120_000;
const installTimeoutMs = 300_000;

/** The Python of a virtual environment. */
export function pythonOf(environment: string): string {
  return join(environment, 'bin', 'python3');
}

/**
 * Whether an environment was made of these requirements, to its end.
 *
 * @param environment - the folder of the environment
 * @param requirements - the file of requirements
 */
export async function isCurrent(environment: string, requirements: string): Promise<boolean> {
  const [wanted, installed] = await Promise.all([
    readFile(requirements, 'utf8'),
    readFile(recordOf(environment), 'utf8').catch(() => undefined),
  ]);
  return installed === wanted;
}

/**
 * Makes a virtual environment anew and installs requirements into it with its own pip, as pip is configured on this machine.
 *
 * @param python - the Python to make it of
 * @param environment - the folder of the environment
 * @param requirements - the file of requirements
 * @returns the reason when it did not work; undefined when it did
 * @see https://docs.python.org/3/library/venv.html
 */
export async function makeEnvironment(
  python: string,
  environment: string,
  requirements: string,
): Promise<string | undefined> {
  const version = await runCommand(python, ['-c', 'import sys; print(*sys.version_info[:2], sep=".")']);
  if (!version.ok) return failureOf(version, `'${python}'`);
  if (!isRecent(version.stdout.trim())) {
    return `'${python}' is Python ${version.stdout.trim()}, and ${oldest} or later is needed`;
  }
  await rm(environment, { recursive: true, force: true });
  const made = await runCommand(python, ['-m', 'venv', environment], { timeoutMs: venvTimeoutMs });
  if (!made.ok) return failureOf(made, `'${python} -m venv'`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  const installed = await runCommand(pythonOf(environment), pip, { timeoutMs: installTimeoutMs });
  if (!installed.ok) return failureOf(installed, `'pip install -r ${requirements}'`);
  await copyFile(requirements, recordOf(environment));
  return undefined;
}

/** What was installed, written last. */
function recordOf(environment: string): string {
  return join(environment, 'requirements.txt');
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

/** One sentence about what failed; pip and venv say it last, and Debian's venv at length on standard output. */
function failureOf({ failure, stdout, stderr, status }: RunResult, what: string): string {
  if (failure !== undefined) return failure;
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const said =
    lines.find((line) => line.startsWith('ERROR:')) ??
    lines.find((line) => line.includes('ensurepip is not')) ??
    lines.filter((line) => line !== '').at(-1);
  return `${what} failed: ${said?.replace(/^ERROR: /, '').replace(/\.$/, '') ?? `status ${status}`}`;
}
