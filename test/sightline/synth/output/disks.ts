import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Outcome, Step } from './disk-program';

/** Where nobody needs to be root to mount: a user and a mount namespace of its own. */
const apart = ['unshare', '--user', '--map-root-user', '--mount'];

/** Why nothing can be mounted here; undefined where it can. */
export function cannotMount(): string | undefined {
  const [program = '', ...words] = apart;
  const { error, status, stderr } = spawnSync(program, [...words, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim();
}

/** Takes steps in a process of its own, which may mount if that is asked for, and gives what each came to. */
export function takeSteps(steps: readonly Step[], mounts: boolean): readonly Outcome[] {
  const node = [
    process.execPath,
    '-r',
    resolve(__dirname, '../../../../src/sightline/cli/register-sources'),
    join(__dirname, 'disk-program.ts'),
  ];
  const [program = '', ...words] = mounts ? [...apart, ...node] : node;
  const { stdout, stderr, status } = spawnSync(program, words, {
    encoding: 'utf8',
    input: JSON.stringify(steps),
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  // the cast is what the program prints
  return JSON.parse(stdout) as readonly Outcome[];
}
