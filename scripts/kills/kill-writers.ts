import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../demo/random';
import { completeOutput, writeOutput } from '../../src/sightline/synth/output/write-output';
import { startWriter } from './processes';
import { folderOf, stateOf, versionOf } from './states';

/** What was found after some kills. */
export interface Kills {
  /** How many there were. */
  readonly kills: number;

  /** After how many of them a run had left something for the next one: it was killed while it wrote. */
  readonly whileWriting: number;

  /** After how many of them files of two versions lay side by side until the next run. */
  readonly mixed: number;

  /** What must not be, in sentences. */
  readonly faults: readonly string[];
}

/** A writer needs about so many milliseconds for a version: it is killed within two of them, after it has begun. */
const span = 50;

/**
 * Kills writers at random moments, with SIGKILL, half of them while they replace files and half while they make folders.
 *
 * @param seed the moments follow from it, as far as the system lets them
 */
export async function killWriters(times: number, seed: number): Promise<Kills> {
  const random = seededRandom(seed);
  const found = { kills: 0, whileWriting: 0, mixed: 0, faults: [] as string[] };
  const project = mkdtempSync(join(tmpdir(), 'sightline-kills-'));
  spawnSync('git', ['init', '--quiet'], { cwd: project });
  // as a team has it; the file of its own that a run writes for git is empty for a moment
  copyFileSync(join(__dirname, '../../.gitignore'), join(project, '.gitignore'));
  try {
    // the first files come into an empty folder one by one too, so that all are there is to be said of those after
    writeOutput(join(project, 'replace'), stateOf(0));
    for (let time = 0; time < times; time++) {
      const how = time % 2 === 0 ? 'replace' : 'make';
      const folder = join(project, how);
      mkdirSync(folder, { recursive: true });
      const first = 1 + time * 1_000;
      const writer = startWriter(how, folder, first, 1_000);
      await writer.ready;
      await pause(random() * 2 * span);
      writer.child.kill('SIGKILL');
      const { code, errors } = await writer.ended;
      const fault = (what: string): void => {
        found.faults.push(`kill ${time} (${how}): ${what}`);
      };
      if (code !== null) fault(`it ended by itself, with ${code}: ${errors}`);
      found.kills++;
      if (leftIn(project).length > 0) found.whileWriting++;
      for (const each of seenByGit(project)) fault(`git sees ${each}`);
      for (const dist of how === 'make'
        ? readdirSync(folder).filter((name) => name.startsWith('dist'))
        : ['.'])
        if (look(join(folder, dist), how, fault)) found.mixed++;
      if (how === 'make') completeOutput(join(folder, 'dist-none'));
      for (const each of leftIn(project)) fault(`the next run has not removed ${each}`);
      if (how === 'make') rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  return found;
}

/** Whether an output folder is between two versions; and then lets the next run complete it. */
function look(dist: string, how: 'replace' | 'make', fault: (what: string) => void): boolean {
  const texts = textsIn(dist);
  const files = Object.entries(texts).filter(([path]) => !path.startsWith('.sightline-'));
  const versions = new Set(files.map(([path, text]) => versionOf(path, text)));
  for (const [path, text] of files)
    if (versionOf(path, text) === undefined) fault(`${path} is not whole: ${text.slice(0, 80)}`);
  if (how === 'make' && versions.size !== 1) fault(`a new folder is of versions ${[...versions].join(', ')}`);
  for (let service = 0; service < 30 && files.length > 0; service++)
    if (!(`service-${service}.k8s.yaml` in texts)) fault(`service-${service}.k8s.yaml is missing`);
  completeOutput(dist);
  const after = textsIn(dist);
  const version = versionOf('service-0.k8s.yaml', after['service-0.k8s.yaml'] ?? '');
  if (files.length > 0 && JSON.stringify(after) !== JSON.stringify(folderOf(version ?? NaN)))
    fault(`the next run leaves it between versions: ${Object.keys(after).join(' ')}`);
  return versions.size > 1;
}

function textsIn(folder: string): Readonly<Record<string, string>> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = paths.filter((path) => lstatSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** What runs keep for themselves that is there. */
function leftIn(project: string): readonly string[] {
  if (!existsSync(project)) return [];
  return (readdirSync(project, { recursive: true }) as string[]).filter((path) =>
    /\.sightline-work[^/]*$/.test(path),
  );
}

function seenByGit(project: string): readonly string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all'], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => line.includes('.sightline-work'));
}
