import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type RunResult, runCommand } from '../../src/sightline/prometheus/run-command';
import { aptReason } from '../prometheus/apt-packages';
import { makeWorkspaceRoot } from '../prometheus/apt-workspace';
import { launcherScript } from './launcher-script';

/** The packages that hold what the suites import; what they depend on comes with them. */
const packages = ['python3', 'python3-fastapi', 'python3-prometheus-client', 'python3-uvicorn'];

const updateTimeoutMs = 120_000;
const downloadTimeoutMs = 180_000;

/** Where dpkg keeps what is installed. */
const installedHere = '/var/lib/dpkg/status';

/** The Python that {@link unpackFromDebian} makes. */
export function debianLauncher(folder: string): string {
  return join(folder, 'python3');
}

/**
 * Downloads Debian's packages of FastAPI, uvicorn and prometheus_client, and of Python itself where there is none, with all that they depend
 * on and this machine lacks; and unpacks them without installing, as an ordinary user. apt verifies them as the machine is set up to.
 *
 * @param folder - the folder to make, which then holds a program `python3`
 * @param status - the file in which dpkg keeps what is installed
 * @returns the reason when it did not work; undefined when it did
 */
export async function unpackFromDebian(folder: string, status = installedHere): Promise<string | undefined> {
  const root = await makeWorkspaceRoot();
  const staging = `${folder}-${process.pid}`;
  try {
    for (const part of ['lists/partial', 'archives/partial'])
      await mkdir(join(root, part), { recursive: true });
    await writeFile(join(root, 'apt.conf'), aptConf(root, status));
    const apt = (args: readonly string[], timeoutMs: number): Promise<RunResult> =>
      runCommand('apt-get', ['-c', join(root, 'apt.conf'), ...args], { cwd: root, timeoutMs });
    // an archive that cannot be reached may not be needed: what is missing is told below
    const update = await apt(['update'], updateTimeoutMs);
    if (update.failure !== undefined) return update.failure;
    const download = await apt(['install', '--download-only', '--yes', ...packages], downloadTimeoutMs);
    if (!download.ok) return reasonOf(download, update);
    const archives = join(root, 'archives');
    const debs = (await readdir(archives)).filter((name) => name.endsWith('.deb')).sort();
    await mkdir(staging, { recursive: true });
    for (const deb of debs) {
      const unpack = await runCommand('dpkg-deb', ['-x', join(archives, deb), join(staging, 'root')]);
      if (!unpack.ok) return reasonOf(unpack);
    }
    await writeFile(debianLauncher(staging), launcherScript, { mode: 0o755 });
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(staging, folder);
    return undefined;
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * The configuration that lets an ordinary user ask the machine's own archives what it lacks: lists and downloads are in one folder, and the
 * machine's hooks are not run.
 */
function aptConf(root: string, status: string): string {
  const settings: readonly (readonly [string, string])[] = [
    ['Dir::State', root],
    ['Dir::State::lists', `${root}/lists`],
    ['Dir::State::status', status],
    ['Dir::Cache', root],
    ['Dir::Cache::archives', `${root}/archives`],
    ['APT::Install-Recommends', 'false'],
    // nothing is installed, so the locks of what is installed are not needed, which only root may take
    ['Debug::NoLocking', 'true'],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '1'],
    ['Acquire::http::Timeout', '20'],
    ['Acquire::https::Timeout', '20'],
  ];
  const hooks = ['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'];
  return [
    ...hooks.map((name) => `#clear ${name};`),
    ...settings.map(([name, value]) => `${name} "${value}";`),
    '',
  ].join('\n');
}

function reasonOf(result: RunResult, before?: RunResult): string {
  if (result.failure !== undefined) return result.failure;
  const said = [result, before].map((each) => aptReason(each?.stderr ?? '')).filter((text) => text !== '');
  return `Debian's packages could not be had: ${said.join('; ') || `status ${result.status}`}`;
}
