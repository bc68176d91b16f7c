import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PanelAnswer, PreviewModel, PreviewStory } from '../../src/sightline/preview/model';
import { planFor } from '../tools/prometheus/outcomes';
import { until } from '../tools/prometheus/processes';
import { describeOnPrometheus } from '../tools/prometheus/suite';
import { commandOf } from './descendants';
import { startDemo, type RunningDemo } from './running-demo';

const running: RunningDemo[] = [];

/** Starts a demo that ends with these tests at the latest. */
function start(...given: Parameters<typeof startDemo>): RunningDemo {
  const demo = startDemo(...given);
  running.push(demo);
  return demo;
}

afterAll(async () => {
  for (const demo of running) {
    try {
      process.kill(demo.pid, 'SIGKILL');
    } catch {
      // as it should be, it has ended
    }
  }
  await Promise.all(running.map(({ ended }) => ended));
});

/** The first process below a demo that names a text in its command line. */
function processOf(demo: RunningDemo, text: string): number | undefined {
  // the shell that watches over it names it too
  return demo.left().find((pid) => commandOf(pid).includes(text) && !commandOf(pid).startsWith('/bin/sh'));
}

const both: { readonly version: string; readonly demo: () => RunningDemo }[] = [];
let started = false;

describeOnPrometheus('the demo', ({ version }) => {
  let demo: RunningDemo | undefined;
  both.push({
    version,
    demo: () => (demo ??= start(['--plain', '--rate=40', `--prometheus=${version[0] ?? ''}`])),
  });

  beforeAll(() => {
    // at once, as most of the time is waiting
    if (!started) for (const each of both) each.demo();
    started = true;
  });

  test('shows the golden signals of each endpoint, and leaves no process behind', async () => {
    expect(demo).toBeDefined();
    if (demo === undefined) return;
    const stdout = demo.stdout.bind(demo);
    const value = String.raw`[\d.]+ (ms|s)`;
    const signals = ['/tasks', '/tasks/:id', '/tasks/:id/complete'].map(
      (endpoint) =>
        new RegExp(
          String.raw`^\[\d+ s\] ${endpoint}: [\d.]+ requests/s, errors [\d.]+ %, p50 ${value}, p95 ${value}, p99 ${value}$`,
          'm',
        ),
    );
    // two scrapes, and an evaluation after them: a busy machine takes its time
    const seen = until(() => signals.every((line) => line.test(stdout())), 80_000);
    await seen.catch(() => undefined); // what was shown says more than a time that is over
    const page = /^Look at it in a browser: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(stdout())?.[1] ?? '';
    const shown = await answersOf(page);
    process.kill(demo.pid, 'SIGINT');
    const code = await demo.ended;
    for (const line of signals) expect(stdout()).toMatch(line);
    expect([code, demo.stderr()]).toEqual([0, '']);
    expect(shown.model.dashboards[0]).toEqual({
      uid: 'default_task-api',
      title: 'task-api in default',
      target: { namespace: 'default', service: 'task-api' },
    });
    expect(shown.panel).toMatchObject({ data: { kind: 'number', value: 1 } });
    expect(shown.story.events[0]).toMatchObject({ text: 'Traffic begins.' });
    expect(stdout()).toMatch(/^Task API: http:\/\/127\.0\.0\.1:\d+\/metrics$/m);
    expect(stdout()).toContain(`Prometheus ${version}: `);
    // about 40 requests per second, of which a busy machine may send fewer
    const seconds = Number([...stdout().matchAll(/^\[(\d+) s\]/gm)].at(-1)?.[1]);
    const sent = Number(/Ended; (\d+) requests were sent/.exec(stdout())?.[1]);
    expect(sent).toBeGreaterThan(15 * seconds);
    expect(sent).toBeLessThan(60 * (seconds + 5));
    // two programs, each with a shell and what watches over it
    expect(demo.seen().length).toBeGreaterThanOrEqual(4);
    expect(await leftBehind(demo)).toEqual([]);
  }, 120_000);
});

/** What the page of a demo is told: what there is, its second panel (targets that answer), and the story. */
async function answersOf(page: string) {
  const paths = ['model', 'panel?dashboard=default_task-api&panel=1&range=300', 'story'];
  const [model, panel, story] = await Promise.all(
    paths.map(async (path) => (await fetch(`${page}/api/${path}`)).json()),
  );
  return { model: model as PreviewModel, panel: panel as PanelAnswer, story: story as PreviewStory };
}

/** What is left of a demo that has ended. What watches over its programs sees that, and ends too, a moment later. */
async function leftBehind(demo: { left(): readonly number[] }): Promise<readonly number[]> {
  await until(() => demo.left().length === 0).catch(() => undefined);
  return demo.left();
}

const anyPrometheus = ([3, 2] as const).some((major) => planFor(major, process.env).action === 'run');

// that there is none is said above
(anyPrometheus ? describe : describe.skip)('the demo, interrupted', () => {
  test('by Ctrl-C or by a signal, ends everything with exit code 0', async () => {
    const demos = (['SIGINT', 'SIGTERM'] as const).map((name) => ({
      name,
      demo: start(['--plain', '--rate=20']),
    }));
    await Promise.all(
      demos.map(async ({ name, demo }) => {
        await until(() => demo.stdout().includes('Ctrl-C ends everything.'), 60_000);
        expect(processOf(demo, 'examples/task-api/main.ts')).toBeDefined();
        expect(processOf(demo, '--storage.tsdb.path')).toBeDefined();
        process.kill(demo.pid, name);
        expect([await demo.ended, demo.stderr()]).toEqual([0, '']);
        expect(await leftBehind(demo)).toEqual([]);
      }),
    );
  }, 90_000);

  test('by a reader that has seen enough, leaves no folder behind and says nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-demo-test-'));
    const demo =
      'node -r ./src/sightline/cli/register-sources demo/main.ts --plain --port-app=0 --port-prometheus=0 --port-page=0';
    const run = spawnSync('sh', ['-c', `${demo} | head -1`], {
      cwd: resolve(__dirname, '../..'),
      env: { ...process.env, TMPDIR: folder },
      encoding: 'utf8',
    });
    const left = readdirSync(folder).filter((name) => name.startsWith('sightline-'));
    rmSync(folder, { recursive: true });
    expect([run.stdout, run.stderr, left]).toEqual([expect.stringMatching(/^Looking for [^\n]*\n$/), '', []]);
  }, 90_000);

  test('by a crash of the service or of Prometheus, says which it was and ends with exit code 1', async () => {
    const victims = [
      ['examples/task-api/main.ts', 'The Task API'],
      ['--storage.tsdb.path', 'Prometheus'],
    ] as const;
    await Promise.all(
      victims.map(async ([command, name]) => {
        const demo = start(['--plain', '--rate=20']);
        await until(() => demo.stdout().includes('Ctrl-C ends everything.'), 60_000);
        process.kill(processOf(demo, command) ?? NaN, 'SIGKILL');
        expect(await demo.ended).toBe(1);
        expect(demo.stderr()).toMatch(new RegExp(`^error: ${name}( [\\d.]+)? has ended by itself\\.`));
        expect(await leftBehind(demo)).toEqual([]);
      }),
    );
  }, 90_000);
});

(anyPrometheus ? test : test.skip)(
  'the demo ends by itself after the time that is given, and leaves no process behind',
  async () => {
    const demo = start(['--duration=3', '--plain', '--rate=20']);
    expect([await demo.ended, demo.stderr()]).toEqual([0, '']);
    expect(demo.stdout()).toMatch(/Ended; \d+ requests were sent\.\n$/);
    expect(await leftBehind(demo)).toEqual([]);
  },
  90_000,
);

describe('the demo does not start', () => {
  test('on a port that is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    // the cast is what Node documents for a server on a port
    const { port } = taken.address() as AddressInfo;
    const demos = ['--port-app', '--port-prometheus', '--port-page'].map((flag) => ({
      flag,
      demo: start([`${flag}=${port}`]),
    }));
    for (const { flag, demo } of demos) {
      expect(await demo.ended).toBe(1);
      expect(demo.stderr()).toBe(
        `error: Port ${port} is in use. Choose another with ${flag} PORT; 0 takes any free one.\n`,
      );
      expect(await leftBehind(demo)).toEqual([]);
    }
    await new Promise((resolve) => taken.close(resolve));
  }, 60_000);

  test('without a Prometheus, and says why and what to do', async () => {
    const demo = start(['--prometheus=3'], { SIGHTLINE_PROMETHEUS_3: '/nowhere/at/all' });
    expect(await demo.ended).toBe(1);
    expect(demo.stderr()).toContain("SIGHTLINE_PROMETHEUS_3 names '/nowhere/at/all', which does not hold");
    expect(demo.stderr()).toContain(
      "With a network, this command downloads it from Debian, and so does 'npm test'.",
    );
    expect(await leftBehind(demo)).toEqual([]);
  }, 60_000);

  test('with flags that are wrong', async () => {
    const demo = start(['--rate=1000']);
    expect(await demo.ended).toBe(2);
    expect(demo.stderr()).toContain("error: '--rate' (1000) must be a number from 1 to 500\n");
  }, 60_000);
});
