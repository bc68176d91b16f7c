import { resolve } from 'node:path';
import { type Child, type Children, untilReady } from './children';

const project = resolve(__dirname, '..');

/** How to start the Task API. */
export interface TaskApiProcessOptions {
  /** The port of the loopback address that it listens on. */
  readonly port: number;

  /** Whether requests may ask to be slow or to fail. */
  readonly faults: boolean;

  /**
   * The file of its request log, an absolute path.
   *
   * @default - requests are not logged
   */
  readonly log?: string;
}

/**
 * Starts `examples/task-api` as a program of its own, and waits until it listens.
 *
 * @throws DemoFailure if it does not come to that
 */
export async function startTaskApi(
  children: Pick<Children, 'start'>,
  { port, faults, log }: TaskApiProcessOptions,
): Promise<Child> {
  const env = {
    HOST: '127.0.0.1',
    PORT: String(port),
    TASK_API_FAULTS: faults ? '1' : '0',
    // what fails is asked for
    TASK_API_LOG_LEVEL: 'silent',
    TASK_API_LOG: log ?? '',
  };
  const child = await children.start({
    name: 'The Task API',
    program: '/usr/bin/env',
    args: () => [
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      process.execPath,
      '-r',
      resolve(project, 'src/sightline/cli/register-sources'),
      resolve(project, 'examples/task-api/main.ts'),
    ],
    files: {},
  });
  await untilReady(child, () => child.log().includes('Task API listening on'), 60_000);
  return child;
}
