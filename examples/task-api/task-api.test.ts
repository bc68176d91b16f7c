import type { FastifyInstance, InjectOptions } from 'fastify';
import { Registry } from 'prom-client';
import { seriesPerPod } from '../../src/sightline/contract/series-bound';
import { activeConnections, latency, requests } from '../../src/services/task-api-contract';
import { taskApiService } from './app';
import { settingsOf } from './settings';
import type { Task } from './task-store';

let register: Registry;
let app: FastifyInstance;
let stopTraffic: () => void;

beforeEach(() => {
  register = new Registry();
  ({ app, stopTraffic } = taskApiService({ register, faults: true }));
});
afterEach(() => app.close());

const create = async (title: string): Promise<Task> =>
  (await app.inject({ method: 'POST', url: '/tasks', payload: { title } })).json();
const status = async (request: InjectOptions): Promise<number> => (await app.inject(request)).statusCode;

/** The series of the page, without those of other metrics. */
async function seriesOnPage(): Promise<readonly string[]> {
  const page = (await app.inject('/metrics')).body;
  return page.split('\n').flatMap((line) => /^(task_api_\S+) /.exec(line)?.[1] ?? []);
}

describe('a task', () => {
  test('is created, found, listed, completed and deleted', async () => {
    const made = await app.inject({ method: 'POST', url: '/tasks', payload: { title: 'wash up' } });
    const task: Task = made.json();
    expect(made.statusCode).toBe(201);
    expect(made.headers.location).toBe(`/tasks/${task.id}`);
    expect(task).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      title: 'wash up',
      completed: false,
    });
    expect((await app.inject(`/tasks/${task.id}`)).json()).toEqual(task);
    expect((await app.inject('/tasks')).json()).toEqual({ tasks: [task] });

    const completed = await app.inject({ method: 'PUT', url: `/tasks/${task.id}/complete` });
    expect(completed.statusCode).toBe(200);
    expect(completed.json()).toEqual({ ...task, completed: true });

    const deleted = await app.inject({ method: 'DELETE', url: `/tasks/${task.id}` });
    expect([deleted.statusCode, deleted.body]).toEqual([204, '']);
    expect((await app.inject('/tasks')).json()).toEqual({ tasks: [] });
  });

  test('that is not there is 404 everywhere', async () => {
    expect(await status({ url: '/tasks/7' })).toBe(404);
    expect(await status({ method: 'PUT', url: '/tasks/7/complete' })).toBe(404);
    expect(await status({ method: 'DELETE', url: '/tasks/7' })).toBe(404);
  });

  test.each([
    ['without a title', {}],
    ['with an empty title', { title: '' }],
    ['with a title that is too long', { title: 'x'.repeat(201) }],
    ['of another form', [1, 2]],
  ])('%s is refused with 400', async (_, payload) => {
    expect(await status({ method: 'POST', url: '/tasks', payload })).toBe(400);
  });

  test('is listed among the newest, the newest first, as many as were asked for', async () => {
    for (const title of ['a', 'b', 'c']) await create(title);
    const { tasks } = (await app.inject('/tasks?limit=2')).json<{ tasks: readonly Task[] }>();
    expect(tasks.map(({ title }) => title)).toEqual(['c', 'b']);
    expect(await status({ url: '/tasks?limit=0' })).toBe(400);
  });
});

describe('the metrics', () => {
  test('have the names, labels and buckets of the lesson', async () => {
    const { id } = await create('a');
    await app.inject(`/tasks/${id}`);
    const page = (await app.inject('/metrics')).body;
    expect(page).toContain('task_api_requests_total{method="POST",endpoint="/tasks",status="201"} 1\n');
    expect(page).toContain('task_api_requests_total{method="GET",endpoint="/tasks/:id",status="200"} 1\n');
    expect(page).toContain('task_api_active_connections 0\n');
    const bounds = [...page.matchAll(/_bucket\{le="([^"]+)",method="GET",endpoint="\/tasks\/:id"\}/g)];
    expect(bounds.map(([, bound]) => bound)).toEqual([
      ...['0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'],
    ]);
    expect(page).toContain('task_api_request_duration_seconds_count{method="GET",endpoint="/tasks/:id"} 1\n');
  });

  test('leave the page and the probes out', async () => {
    for (const url of ['/metrics', '/healthz', '/readyz']) expect(await status({ url })).toBe(200);
    expect((await seriesOnPage()).filter((series) => /metrics|healthz|readyz/.test(series))).toEqual([]);
  });

  test('count a crash as 500, whose reason stays inside', async () => {
    const crashed = await app.inject({ url: '/tasks', headers: { 'x-fault-error': 'the password is x' } });
    expect(crashed.statusCode).toBe(500);
    expect(crashed.body).not.toContain('password');
    expect((await app.inject('/metrics')).body).toContain(
      'task_api_requests_total{method="GET",endpoint="/tasks",status="500"} 1\n',
    );
  });

  test('do not grow with 20,000 requests for random ids and garbage paths', async () => {
    const words = ['tasks', 'admin', '%zz', '..', 'ü', 'wp-login.php', '%00', 'x'.repeat(120), 'complete'];
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647; // the same numbers in every run
      return seed % below;
    };
    const word = (): string => words[random(words.length)] ?? '';
    const methods = ['GET', 'PUT', 'DELETE', 'POST', 'PATCH', 'OPTIONS'] as const;
    const ask = async (): Promise<void> => {
      const paths = [
        `/tasks/${random(1e9)}`,
        `/tasks/${random(1e9)}/complete`,
        `/${random(1e9)}/${word()}`,
        `/${word()}/${word()}?q=${random(1e9)}`,
        `/tasks/${word()}/${word()}`,
      ];
      const method = methods[random(methods.length)] ?? 'GET';
      await app.inject({ method, url: encodeURI(paths[random(paths.length)] ?? '/').replaceAll('%25', '%') });
    };
    const round = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += 50) await Promise.all(Array.from({ length: 50 }, ask));
    };
    await round(2_000);
    const before = await seriesOnPage();
    await round(20_000);
    const after = await seriesOnPage();
    expect(after).toEqual(before);
    // nobody else's arithmetic: 5 methods with other, 5 templates with other; statuses and buckets as seen
    const templates = new Set(after.flatMap((series) => /endpoint="([^"]+)"/.exec(series)?.[1] ?? []));
    expect([...templates].sort()).toEqual(['/tasks', '/tasks/:id', '/tasks/:id/complete', 'other']);
    const bound = [requests, latency, activeConnections].reduce(
      (sum, { declaration }) => sum + seriesPerPod(declaration),
      0,
    );
    expect(after.length).toBeLessThan(bound);
  }, 60_000);
});

describe('probes', () => {
  test('say that no more traffic should come, while requests are served as before', async () => {
    expect(await status({ url: '/readyz' })).toBe(200);
    stopTraffic();
    expect(await status({ url: '/readyz' })).toBe(503);
    expect(await status({ url: '/healthz' })).toBe(200);
    expect(await status({ url: '/tasks' })).toBe(200);
  });
});

describe('faults', () => {
  test('are never injected unless they are switched on', async () => {
    const { app: safe } = taskApiService();
    expect((await safe.inject({ url: '/tasks', headers: { 'x-fault-error': 'yes' } })).statusCode).toBe(200);
    await safe.close();
  });

  test('make a request as slow as it asks', async () => {
    const start = performance.now();
    expect(await status({ url: '/tasks', headers: { 'x-fault-delay-ms': '120' } })).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(119);
  });
});

describe('the settings', () => {
  test('have defaults', () => {
    expect(settingsOf({})).toEqual({
      host: '0.0.0.0',
      port: 8000,
      faults: false,
      drain: 0,
      logLevel: 'warn',
    });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', ''],
    ['TASK_API_FAULTS', 'yes'],
    ['TASK_API_DRAIN_MS', '-1'],
  ])('refuse %s=%s by name', (name, value) => {
    expect(() => settingsOf({ [name]: value })).toThrow(name);
  });
});
