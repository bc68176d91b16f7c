import { chmod, mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSuiteConf } from './apt-conf';
import { type PackageOffer, aptReason, isSignedByDebian, parseMadison } from './apt-packages';
import {
  type AptSource,
  type DebianArchive,
  parseDeb822Sources,
  parseListSources,
  renderSource,
} from './apt-sources';
import { type RunResult, runCommand } from '../run-command';

/** A folder with apt lists of its own, for one suite of one archive. */
export interface AptWorkspace {
  /** The folder; whoever opened the workspace removes it. */
  readonly folder: string;

  /** What the suite offers of the packages asked for, newer revisions of one version first. */
  readonly offers: readonly PackageOffer[];
}

const updateTimeoutMs = 120_000;

/** How long a download of packages may take. */
export const downloadTimeoutMs = 180_000;

/**
 * Reads the apt sources of this machine. What cannot be read is left out.
 *
 * @param etcApt - apt's configuration folder, an absolute path
 */
export async function readAptSources(etcApt: string): Promise<AptSource[]> {
  const parts = join(etcApt, 'sources.list.d');
  const names = await readdir(parts).catch(() => []);
  const files = [join(etcApt, 'sources.list'), ...names.sort().map((name) => join(parts, name))];
  const sources: AptSource[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (file.endsWith('.sources')) sources.push(...parseDeb822Sources(text));
    if (file.endsWith('.list')) sources.push(...parseListSources(text));
  }
  return sources;
}

/**
 * Makes an empty folder for workspaces. It is a temporary one, not one in the project, since apt that runs as
 * root reads it as another user, who may not enter the project.
 *
 * @returns the folder; whoever asked for it removes it
 */
export async function makeWorkspaceRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'sightline-apt-'));
  await chmod(root, 0o755);
  return root;
}

/**
 * Takes the index of one suite of an archive, verified against the machine's own keyring, without root.
 *
 * @param folder - the folder to use, an absolute path that does not exist yet
 * @param archive - the archive to ask
 * @param suite - the suite to take
 * @param packages - the packages to ask for
 * @returns the workspace, or the reason why there is none
 */
export async function openWorkspace(
  folder: string,
  archive: DebianArchive,
  suite: string,
  packages: readonly string[],
): Promise<AptWorkspace | { readonly reason: string }> {
  const architecture = await runCommand('dpkg', ['--print-architecture']);
  if (!architecture.ok) return { reason: failureOf(architecture, `'dpkg --print-architecture'`) };
  await prepareApt(folder, renderSuiteConf(folder, architecture.stdout.trim()));
  await writeFile(join(folder, 'status'), '');
  await mkdir(join(folder, 'sources.list.d'));
  await writeFile(join(folder, 'sources.list.d', 'suite.sources'), renderSource(archive, suite));

  const update = await updateLists(folder);
  if (!update.ok) return { reason: failureOf(update, `'apt-get update' for suite '${suite}'`) };
  const origin = await apt(folder, 'apt-get', ['indextargets', '--format', '$(ORIGIN)|$(TRUSTED)']);
  if (!isSignedByDebian(origin.stdout)) {
    return { reason: `suite '${suite}' of the configured archive is not signed by Debian` };
  }
  // It returns an error when a package is unknown, as promtool is to bookworm and amtool to all; the offers tell.
  const madison = await apt(folder, 'apt-cache', ['madison', ...packages]);
  return { folder, offers: parseMadison(madison.stdout) };
}

/**
 * Downloads packages, verified against the signed index, and unpacks them without installing.
 *
 * @param workspace - the workspace whose suite offers them
 * @param packages - the packages, each as `name=version`
 * @param target - the folder to unpack into, an absolute path
 * @returns the reason when it did not work; undefined when it did
 */
export async function downloadAndUnpack(
  workspace: AptWorkspace,
  packages: readonly string[],
  target: string,
): Promise<string | undefined> {
  const debs = join(workspace.folder, 'debs');
  await mkdir(debs, { recursive: true });
  const args = ['download', ...packages];
  const download = await apt(workspace.folder, 'apt-get', args, downloadTimeoutMs, debs);
  if (!download.ok) return failureOf(download, `'apt-get download ${packages.join(' ')}'`);
  return unpackAll(debs, target);
}

/**
 * Makes a folder that apt can run in.
 *
 * @param folder - the folder, an absolute path
 * @param conf - apt's configuration, with the lists and downloads below the folder
 */
export async function prepareApt(folder: string, conf: string): Promise<void> {
  for (const part of ['lists/partial', 'archives/partial']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  await writeFile(join(folder, 'apt.conf'), conf);
}

/** Takes the index of every source that the configuration in a folder names. */
export function updateLists(folder: string): Promise<RunResult> {
  return apt(folder, 'apt-get', ['update'], updateTimeoutMs);
}

/**
 * Unpacks all packages of a folder without installing them.
 *
 * @param debs - the folder
 * @param target - the folder to unpack into, an absolute path
 * @returns the reason when it did not work; undefined when it did
 */
export async function unpackAll(debs: string, target: string): Promise<string | undefined> {
  for (const deb of (await readdir(debs)).filter((name) => name.endsWith('.deb')).sort()) {
    const unpack = await runCommand('dpkg-deb', ['-x', join(debs, deb), target]);
    if (!unpack.ok) return failureOf(unpack, `'dpkg-deb -x'`);
  }
  return undefined;
}

/**
 * Runs a program of apt as the configuration in a folder says.
 *
 * @param folder - a folder that {@link prepareApt} has made
 * @param program - such as `apt-get`
 * @param args - its arguments
 * @param timeoutMs - milliseconds that it may take
 * @param cwd - the folder to run it in
 */
export function apt(
  folder: string,
  program: string,
  args: readonly string[],
  timeoutMs?: number,
  cwd: string = folder,
): Promise<RunResult> {
  return runCommand(program, ['-c', join(folder, 'apt.conf'), ...args], { cwd, timeoutMs });
}

function failureOf(result: RunResult, what: string): string {
  if (result.failure !== undefined) return result.failure;
  return `${what} failed: ${aptReason(result.stderr) || `status ${result.status}`}`;
}
