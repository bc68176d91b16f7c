import { spawnSync } from 'node:child_process';

/** A finished run of a process. */
export interface Run {
  /** Wall time, in seconds. */
  readonly seconds: number;

  /** The greatest resident memory, in MiB; only of processes that print it, as `peak.ts` does. */
  readonly mebibytes: number;

  /** CPU time, in seconds, which other work on the machine changes less; only of processes that print it. */
  readonly cpuSeconds: number;
}

/** A process to measure. */
export interface Command {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs commands in turn, so that a slow moment of the machine falls on all of them: one warm-up round unless none is wanted, then the counted ones. */
export function measure(commands: readonly Command[], rounds: number, warmUps = 1): Map<string, Run> {
  const runs = new Map<string, Run[]>(commands.map(({ title }) => [title, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const command of commands) {
      const run = runOnce(command);
      if (round >= 0) runs.get(command.title)?.push(run);
    }
  }
  return new Map(
    [...runs].map(([title, all]) => [
      title,
      {
        seconds: median(all.map((run) => run.seconds)),
        mebibytes: median(all.map((run) => run.mebibytes)),
        cpuSeconds: median(all.map((run) => run.cpuSeconds)),
      },
    ]),
  );
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (low + high) / 2;
}

function runOnce({ title, program, args, cwd, env }: Command): Run {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...env },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${title} failed:\n${stdout}\n${stderr}`);
  const said = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? NaN);
  return { seconds, mebibytes: said(/peak (\d+) MiB/), cpuSeconds: said(/CPU ([\d.]+) s/) };
}
