import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Supervised, supervise } from '../tools/prometheus/supervise';
import { type Files, writeFiles } from '../src/sightline/prometheus/temp-files';
import { DemoFailure, lastLines } from './demo-failure';

/** What to run. */
export interface Program {
  /** Its name, for messages. */
  readonly name: string;

  /** An absolute path. */
  readonly program: string;

  /** Its arguments, given the folder that holds its files. */
  readonly args: (folder: string) => readonly string[];

  /** The files of its folder; a temporary one, which goes with it. */
  readonly files: Files;
}

/** A program that was started. */
export interface Child extends Supervised {
  readonly name: string;
  readonly folder: string;
}

/** The programs that were started, so that none is forgotten. None outlives this process, however that ends. */
export interface Children {
  /**
   * Starts one.
   *
   * @throws DemoFailure if all were told to stop already
   */
  start(program: Program): Promise<Child>;

  /** Rejects with a DemoFailure as soon as one ends by itself. Never resolves. */
  readonly crashed: Promise<never>;

  /** Stops all, and resolves when they have ended. May be called twice. */
  stop(): Promise<void>;
}

/** No programs yet. */
export function noChildren(): Children {
  const started: Child[] = [];
  const launches: Promise<Child>[] = [];
  let stopping = false;
  let fail: (reason: DemoFailure) => void = () => undefined;
  const crashed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // whoever races against it gets it; nobody does once all is over
  crashed.catch(() => undefined);
  const refuseLate = (name: string): void => {
    if (stopping) throw new DemoFailure(`${name} is not started, as all is about to end`);
  };
  const launch = async ({ name, program, args, files }: Program): Promise<Child> => {
    refuseLate(name);
    const folder = await mkdtemp(join(tmpdir(), 'sightline-demo-'));
    try {
      await writeFiles(folder, files);
      refuseLate(name);
    } catch (failure) {
      await rm(folder, { recursive: true, force: true });
      throw failure;
    }
    const child: Child = { ...supervise(program, args(folder), folder), name, folder };
    started.push(child);
    void child.ended.then(() => {
      if (!stopping)
        fail(new DemoFailure(`${name} has ended by itself. Its last lines:\n${lastLines(child.log())}`));
    });
    return child;
  };
  return {
    start: (program) => {
      const launched = launch(program);
      launches.push(launched);
      return launched;
    },
    crashed,
    stop: async () => {
      stopping = true;
      // one that is about to start has a folder by now
      await Promise.allSettled(launches);
      await Promise.all(started.map((child) => child.stop()));
    },
  };
}

/**
 * Waits until a program is ready.
 *
 * @param isReady asked again and again; that it throws means no
 * @param withinMs milliseconds to wait at most
 * @throws DemoFailure if it ends before, or is not ready in time
 */
export async function untilReady(
  child: Child,
  isReady: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  const why = (what: string): DemoFailure =>
    new DemoFailure(`${child.name} ${what}. Its last lines:\n${lastLines(child.log())}`);
  for (;;) {
    if (
      await Promise.resolve()
        .then(isReady)
        .catch(() => false)
    )
      return;
    if (!child.running()) throw why('ended early');
    if (Date.now() > deadline) throw why(`was not ready within ${withinMs / 1000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
