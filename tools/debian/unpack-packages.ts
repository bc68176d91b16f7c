import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunResult } from '../../src/sightline/prometheus/run-command';
import { type AptSetting, renderAptConf } from '../../src/sightline/prometheus/software/apt-conf';
import { aptReason } from '../../src/sightline/prometheus/software/apt-packages';
import {
  apt,
  downloadTimeoutMs,
  makeWorkspaceRoot,
  prepareApt,
  unpackAll,
  updateLists,
} from '../../src/sightline/prometheus/software/apt-workspace';

/** Where dpkg keeps what is installed. */
const installedHere = '/var/lib/dpkg/status';

const settings: readonly AptSetting[] = [
  ['APT::Install-Recommends', 'false'],
  // nothing is installed, so the locks of what is installed are not needed, which only root may take
  ['Debug::NoLocking', 'true'],
];

/** What to unpack. */
export interface Unpacked {
  /** The packages; what they depend on and this machine lacks comes with them. */
  readonly packages: readonly string[];

  /** The name of the program that the folder then holds. */
  readonly program: string;

  /** It, as a script, beside which the packages are unpacked in the folder `root`. */
  readonly launcher: string;
}

/**
 * Downloads packages from Debian, with all that they depend on and this machine lacks; and unpacks them without installing, as an ordinary
 * user. apt verifies them as the machine is set up to.
 *
 * @param folder - the folder to make
 * @returns the reason when it did not work; undefined when it did
 */
export async function unpackPackages(
  folder: string,
  { packages, program, launcher }: Unpacked,
): Promise<string | undefined> {
  const root = await makeWorkspaceRoot();
  const staging = `${folder}-${process.pid}`;
  try {
    await prepareApt(root, renderAptConf(root, installedHere, settings));
    // an archive that cannot be reached may not be needed: what is missing is told below
    const update = await updateLists(root);
    if (update.failure !== undefined) return update.failure;
    const args = ['install', '--download-only', '--yes', ...packages];
    const download = await apt(root, 'apt-get', args, downloadTimeoutMs);
    if (!download.ok) return reasonOf(download, update);
    await mkdir(staging, { recursive: true });
    const reason = await unpackAll(join(root, 'archives'), join(staging, 'root'));
    if (reason !== undefined) return reason;
    await writeFile(join(staging, program), launcher, { mode: 0o755 });
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(staging, folder);
    return undefined;
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

/** What apt says of a download, and of the update before it. */
function reasonOf(result: RunResult, before: RunResult): string {
  if (result.failure !== undefined) return result.failure;
  const said = [result, before].map(({ stderr }) => aptReason(stderr)).filter((text) => text !== '');
  return `Debian's packages could not be had: ${said.join('; ') || `status ${result.status}`}`;
}
