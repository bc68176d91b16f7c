import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Candidate, candidates } from './apt-packages';
import { debianArchives } from './apt-sources';
import {
  type AptWorkspace,
  downloadAndUnpack,
  makeWorkspaceRoot,
  openWorkspace,
  readAptSources,
} from './apt-workspace';
import { launcher } from './launcher';
import { messageOf } from '../node-error';
import { runCommand } from '../run-command';
import type { Software } from './software';
import { formatVersion } from './version';

/** How many versions to try when the newest does not run here. */
const attempts = 3;

/**
 * Fetches the newest version of a software from the Debian archive that this machine is set up to use, as an
 * ordinary user and without installing anything. apt verifies the index's signature and the checksums.
 * The folder `<cache>/<version>` appears at once and complete, or not at all.
 *
 * @param wanted - the software wanted
 * @param cache - the folder of the cache, an absolute path; made when it is missing
 * @param etcApt - apt's configuration folder
 * @returns undefined when the cache now holds it, or else the reason why not, with what to do instead
 */
export async function fetchSoftware(
  wanted: Software,
  cache: string,
  etcApt = '/etc/apt',
): Promise<string | undefined> {
  const archives = debianArchives(await readAptSources(etcApt));
  if (archives.length === 0) {
    return `No Debian archive is configured in '${etcApt}', so there is nowhere to fetch ${wanted.title} from. ${instead(wanted)}`;
  }
  const root = await makeWorkspaceRoot();
  try {
    const reasons: string[] = [];
    for (const [index, archive] of archives.entries()) {
      const opened = await Promise.all(
        wanted.suites.map((suite) =>
          openWorkspace(join(root, `${index}-${suite}`), archive, suite, [wanted.package, wanted.tool]),
        ),
      );
      const workspaces = opened.flatMap((result) => ('reason' in result ? [] : [result]));
      reasons.push(...opened.flatMap((result) => ('reason' in result ? [result.reason] : [])));
      const offers = choose(workspaces, wanted);
      if (workspaces.length > 0 && offers.length === 0) {
        reasons.push(`no suite of ${wanted.suites.join(', ')} offers ${wanted.range}`);
      }
      for (const [candidate, workspace] of offers.slice(0, attempts)) {
        const reason = await install(candidate, workspace, cache, wanted);
        if (reason === undefined) return undefined;
        reasons.push(reason);
      }
    }
    return `${wanted.title} could not be fetched from Debian: ${[...new Set(reasons)].join('; ')}. ${instead(wanted)}`;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The candidates of all suites, the newest first, each with the first workspace that offers it. */
function choose(workspaces: readonly AptWorkspace[], wanted: Software): [Candidate, AptWorkspace][] {
  const all = candidates(
    workspaces.flatMap((workspace) => workspace.offers),
    wanted,
  );
  return all.flatMap((candidate): [Candidate, AptWorkspace][] => {
    const workspace = workspaces.find(({ offers }) =>
      candidate.packages.every((each) =>
        offers.some((offer) => `${offer.name}=${offer.debianVersion}` === each),
      ),
    );
    return workspace ? [[candidate, workspace]] : [];
  });
}

async function install(
  candidate: Candidate,
  from: AptWorkspace,
  cache: string,
  wanted: Software,
): Promise<string | undefined> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, '.staging-'));
  try {
    const failed = await downloadAndUnpack(from, candidate.packages, join(staging, 'unpacked'));
    if (failed !== undefined) return failed;
    const ready = join(staging, 'ready');
    await mkdir(ready);
    await arrange(join(staging, 'unpacked'), ready, wanted);
    for (const name of [wanted.server, wanted.tool]) {
      const run = await runCommand(join(ready, name), ['--version']);
      if (!run.ok) return `${candidate.packages.join(' and ')} does not run here (${firstLine(run.stderr)})`;
    }
    const target = join(cache, formatVersion(candidate.version));
    // Another process may have been first; what it put there is as good.
    await rename(ready, target).catch(async (error: unknown) => {
      const other = await access(join(target, wanted.tool)).then(
        () => true,
        () => false,
      );
      if (!other) throw error;
    });
    return undefined;
  } catch (error) {
    return `${candidate.packages.join(' and ')} could not be put into the cache (${messageOf(error)})`;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Moves the programs, and what they need, from where Debian has them to one folder. */
async function arrange(unpacked: string, ready: string, wanted: Software): Promise<void> {
  const { server, debianServer, tool, share } = wanted;
  const bin = join(unpacked, 'usr', 'bin');
  await rename(join(bin, tool), join(ready, tool));
  await rename(join(bin, debianServer), join(ready, share === undefined ? server : `${server}.bin`));
  if (share === undefined) return;
  await rename(join(unpacked, share), join(ready, 'share'));
  await writeFile(join(ready, server), launcher(share), { mode: 0o755 });
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'it says nothing'
  );
}

function instead({ variable, server, tool }: Software): string {
  return `${variable} may name a folder that holds '${server}' and '${tool}'.`;
}
