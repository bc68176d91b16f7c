import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../../../../src/sightline/exposition/parse-exposition';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { taskApi } from '../../../../src/services/task-api-contract';
import { verifyExposition } from '../../../../src/sightline/verify/verify-exposition';
import { samplesOf } from '../page';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { describeOnPython } from '../../../tools/prometheus/suite';
import { startUvicorn, type Uvicorn } from './uvicorn';

const folder = resolve(__dirname, '../../../../examples/task-api-fastapi');
const openMetrics = { accept: 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5' };

const pageOf = async ({ url }: Uvicorn, headers: Record<string, string> = {}) =>
  (await fetch(`${url}/metrics`, { headers })).text();

/** What was counted, as `METHOD route status`; nothing that is 0. */
async function counted(service: Uvicorn): Promise<Readonly<Record<string, number>>> {
  const found = [...samplesOf(await pageOf(service))].flatMap(([series, value]) => {
    const label = (name: string) => new RegExp(`[{,]${name}="([^"]*)"`).exec(series)?.[1] ?? '';
    return series.startsWith('task_api_requests_total{') && value !== 0
      ? [[`${label('method')} ${label('endpoint')} ${label('status')}`, value] as const]
      : [];
  });
  return Object.fromEntries(found);
}

const create = ({ url }: Uvicorn, title: string) =>
  fetch(`${url}/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title }),
  });

/** Waits until a value is what it should be, or gives the last one. */
async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await read();
    if (holds(value)) return value;
    await sleep(50);
  }
  return read();
}

describeOnPython('The Task API on FastAPI', (python) => {
  describe('with one worker', () => {
    let service: Uvicorn;

    beforeAll(async () => {
      service = await startUvicorn({ python, folder, app: 'app:app', env: { TASK_API_FAULTS: '1' } });
    }, 60_000);

    afterAll(() => service.stop());

    test('has a page as its contract says before there is any traffic, in both formats', async () => {
      expect(await counted(service)).toEqual({}); // readyz has been asked for
      expect(verifyExposition(parseExposition(await pageOf(service)), taskApi)).toEqual([]);
      const page = await fetch(`${service.url}/metrics`, { headers: openMetrics });
      expect(page.headers.get('content-type')).toMatch(/^application\/openmetrics-text/);
      expect(verifyExposition(parseExposition(await page.text(), 'openmetrics'), taskApi)).toEqual([]);
    });

    test('lets each route begin at 0 for crashes and for what it declares', async () => {
      const series = [...samplesOf(await pageOf(service)).keys()];
      expect(series).toContain(
        'task_api_requests_total{endpoint="/tasks/{task_id}/complete",method="PUT",status="500"}',
      );
      expect(series).toContain('task_api_requests_total{endpoint="/tasks",method="POST",status="201"}');
      expect(series.filter((each) => each.includes('healthz'))).toEqual([]);
    });

    test('counts by route template what is asked of it', async () => {
      const { url } = service;
      const { id } = (await (await create(service, 'read')).json()) as { readonly id: string };
      const statusOf = async (method: string, path: string) =>
        (await fetch(`${url}${path}`, { method })).status;
      expect(await statusOf('GET', '/tasks')).toBe(200);
      expect(await statusOf('GET', `/tasks/${id}`)).toBe(200);
      expect(await statusOf('PUT', `/tasks/${id}/complete`)).toBe(200);
      expect(await statusOf('DELETE', `/tasks/${id}`)).toBe(204);
      expect(await statusOf('GET', `/tasks/${id}`)).toBe(404);
      expect((await create(service, '')).status).toBe(422);
      expect(await statusOf('GET', '/nowhere')).toBe(404);
      expect(await statusOf('GET', '/healthz')).toBe(200);
      expect(await statusOf('PATCH', '/tasks')).toBe(405);
      const crash = await fetch(`${url}/tasks`, { headers: { 'x-fault-error': 'bug' } });
      expect(crash.status).toBe(500);
      expect(await counted(service)).toEqual({
        'POST /tasks 201': 1,
        'GET /tasks 200': 1,
        'GET /tasks/{task_id} 200': 1,
        'PUT /tasks/{task_id}/complete 200': 1,
        'DELETE /tasks/{task_id} 204': 1,
        'GET /tasks/{task_id} 404': 1,
        'POST /tasks 422': 1,
        'GET other 404': 1,
        'other /tasks 405': 1,
        'GET /tasks 500': 1,
      });
    });

    test('holds what is in flight, measures it, and counts a client that left as 499', async () => {
      const abort = new AbortController();
      const left = fetch(`${service.url}/tasks`, {
        headers: { 'x-fault-delay-ms': '600' },
        signal: abort.signal,
      }).catch(() => undefined);
      const running = async () => samplesOf(await pageOf(service)).get('task_api_active_connections');
      expect(await eventually(running, (value) => value === 1)).toBe(1);
      abort.abort();
      await left;
      expect(await eventually(running, (value) => value === 0)).toBe(0);
      expect(await counted(service)).toMatchObject({ 'GET /tasks 499': 1 });
      const slow = await fetch(`${service.url}/tasks/none`, { headers: { 'x-fault-delay-ms': '300' } });
      expect(slow.status).toBe(404);
      const samples = samplesOf(await pageOf(service));
      const bucket = (le: string) =>
        samples.get(
          `task_api_request_duration_seconds_bucket{endpoint="/tasks/{task_id}",le="${le}",method="GET"}`,
        );
      // two were fast, and this one took 0.3 s at least
      expect([bucket('0.25'), bucket('+Inf')]).toEqual([2, 3]);
    });

    test('makes no series of random ids, paths and methods', async () => {
      const seriesNow = async () =>
        [...samplesOf(await pageOf(service)).keys()].filter((each) => /^task_/.test(each));
      await fetch(`${service.url}/nowhere`, { method: 'BREW' });
      await fetch(`${service.url}/tasks/none`, { method: 'BREW' });
      const before = await seriesNow();
      for (let round = 0; round < 20; round++) {
        const word = `x${round}-${Math.random()}`;
        await Promise.all([
          ...[`/tasks/${word}`, `/${word}`, `/${word}/../%2e%2e/${word}`].map((path) =>
            fetch(service.url + path),
          ),
          fetch(`${service.url}/tasks/${word}`, { method: `X${round}` }),
          fetch(`${service.url}/${word}`, { method: `X${round}` }),
        ]);
      }
      expect(await seriesNow()).toEqual(before);
    });

    test('has a page as its contract says after all that', async () => {
      expect(verifyExposition(parseExposition(await pageOf(service)), taskApi)).toEqual([]);
    });

    describeOnPrometheus('has a page that promtool accepts', (prometheus) => {
      test('in the format of text', async () => {
        const scratch = mkdtempSync(join(tmpdir(), 'sightline-page-'));
        try {
          const file = join(scratch, 'page.txt');
          writeFileSync(file, await pageOf(service));
          // promtool reads the page from its standard input, which runCommand leaves empty
          const run = await runCommand('sh', ['-c', '"$0" check metrics <"$1"', prometheus.promtool, file]);
          expect({ status: run.status, output: run.stdout + run.stderr }).toEqual({ status: 0, output: '' });
        } finally {
          rmSync(scratch, { recursive: true });
        }
      });
    });
  });

  describe('with two workers', () => {
    let service: Uvicorn;
    let numbers: string;

    beforeAll(async () => {
      numbers = mkdtempSync(join(tmpdir(), 'sightline-workers-'));
      service = await startUvicorn({
        python,
        folder,
        app: 'app:app',
        workers: 2,
        env: { TASK_API_FAULTS: '1', PROMETHEUS_MULTIPROC_DIR: numbers },
      });
    }, 60_000);

    afterAll(async () => {
      await service.stop();
      rmSync(numbers, { recursive: true });
    });

    test('adds up what all of them count, whichever is asked', async () => {
      // each over a connection of its own, so that both workers get some
      const get = (path: string, headers: Record<string, string> = {}) =>
        fetch(service.url + path, { headers: { connection: 'close', ...headers } });
      for (let round = 0; round < 10; round++) {
        await Promise.all(Array.from({ length: 10 }, () => get('/tasks')));
        await Promise.all([get('/nowhere'), get('/tasks/none'), get('/tasks', { 'x-fault-error': 'bug' })]);
      }
      const expected = {
        'GET /tasks 200': 100,
        'GET other 404': 10,
        'GET /tasks/{task_id} 404': 10,
        'GET /tasks 500': 10,
      };
      const total = (values: Readonly<Record<string, number>>) =>
        Object.values(values).reduce((sum, value) => sum + value, 0);
      expect(
        await eventually(
          () => counted(service),
          (values) => total(values) >= 130,
        ),
      ).toEqual(expected);
      for (let round = 0; round < 6; round++) expect(await counted(service)).toEqual(expected);
      const samples = samplesOf(await pageOf(service));
      expect(samples.get('task_api_request_duration_seconds_count{endpoint="/tasks",method="GET"}')).toBe(
        110,
      );
    });

    test('has one gauge for all of them', async () => {
      const running = async () => samplesOf(await pageOf(service)).get('task_api_active_connections');
      const slow = Array.from({ length: 4 }, () =>
        fetch(`${service.url}/tasks`, { headers: { connection: 'close', 'x-fault-delay-ms': '1000' } }),
      );
      expect(await eventually(running, (value) => value === 4)).toBe(4);
      await Promise.all(slow);
      expect(await eventually(running, (value) => value === 0)).toBe(0);
    });

    test('has a page as its contract says', async () => {
      expect(verifyExposition(parseExposition(await pageOf(service)), taskApi)).toEqual([]);
    });
  });
});
