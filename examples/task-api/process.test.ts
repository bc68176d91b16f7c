import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'task-api-'));
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the service as a process. Its address, and the file of its request log. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<{ address: string; log: string }> {
  const log = join(folder, 'requests.jsonl');
  const main = ['-r', './src/sightline/cli/register-sources', 'examples/task-api/main.ts'];
  child = spawn(process.execPath, main, {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', TASK_API_FAULTS: '1', TASK_API_LOG: log, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]; // its output is piped
  const address = /listening on (\S+)/.exec(line.toString())?.[1];
  if (address === undefined) throw new Error(`it said ${line.toString()}`);
  return { address, log };
}

const ended = async (): Promise<unknown> => {
  const [code] = (await once(child as ChildProcess, 'exit')) as unknown[]; // started by then
  return code;
};

test('the request log has each request as it was counted, and the readings of the page between them', async () => {
  const { address, log } = await start();
  await fetch(`${address}/tasks/17`);
  await fetch(`${address}/metrics`);
  await fetch(`${address}/tasks`, { headers: { 'x-fault-error': 'crash', 'x-fault-delay-ms': '40' } });
  await fetch(`${address}/nowhere`, { method: 'HEAD' });
  const page = await (await fetch(`${address}/metrics`)).text();
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toEqual([
    expect.objectContaining({ method: 'GET', endpoint: '/tasks/:id', status: '404' }),
    { timestamp: expect.any(Number) as unknown, page: true },
    expect.objectContaining({ method: 'GET', endpoint: '/tasks', status: '500' }),
    expect.objectContaining({ method: 'HEAD', endpoint: 'other', status: '404' }),
    { timestamp: expect.any(Number) as unknown, page: true },
  ]);
  expect(entries[2]?.duration).toBeGreaterThan(0.039);
  const sum = /_duration_seconds_sum\{method="GET",endpoint="\/tasks"\} (\S+)/.exec(page)?.[1];
  expect(Number(sum)).toBe(entries[2]?.duration);
  expect(Math.abs(Number(entries[2]?.timestamp) - Date.now() / 1000)).toBeLessThan(60);
  expect(page).toContain('process_cpu_user_seconds_total');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s it says that it is not ready, ends what it has begun, and exits with 0',
  async (signal) => {
    const { address } = await start({ TASK_API_DRAIN_MS: '400' });
    const slow = fetch(`${address}/tasks`, { headers: { 'x-fault-delay-ms': '700' } });
    await fetch(`${address}/healthz`); // both have arrived
    const end = ended();
    child?.kill(signal);
    let ready = 200;
    while (ready === 200) ready = (await fetch(`${address}/readyz`)).status;
    expect(ready).toBe(503);
    expect((await slow).status).toBe(200);
    expect(await end).toBe(0);
  },
  30_000,
);

test('a wrong setting is named, and nothing starts', async () => {
  const main = ['-r', './src/sightline/cli/register-sources', 'examples/task-api/main.ts'];
  child = spawn(process.execPath, main, { cwd: root, env: { ...process.env, PORT: 'web' } });
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  expect(await ended()).toBe(1);
  expect(said).toBe('PORT (web) must be a whole number from 0 to 65535\n');
});
