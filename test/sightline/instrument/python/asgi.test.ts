import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counter, serviceContract } from '../../../../src/sightline/instrument/contract';
import { httpRolesOf } from '../../../../src/sightline/instrument/python/http-roles';
import { pythonModule } from '../../../../src/sightline/instrument/python/module-text';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { describeOnPython } from '../../../tools/prometheus/suite';
import { shop } from './shop-contract';

interface Answer {
  readonly body: string;
  readonly error: string | null;
  readonly asked: number;
}

interface Heard {
  readonly requests: Readonly<Record<string, number>>;
  readonly durations: Readonly<Record<string, number>>;
  readonly running: Readonly<Record<string, number>>;
  readonly left_running: Readonly<Record<string, number>>;
  readonly before_late: number;
  readonly crash: Answer;
  readonly broken: Answer;
  readonly after: Answer;
  readonly cancelled: Answer;
  readonly echo: Answer;
  readonly unread: Answer;
}

describeOnPython('The generated middleware', (python) => {
  let folder: string;
  let heard: Heard;

  const run = (args: readonly string[]) =>
    runCommand('env', ['PYTHONDONTWRITEBYTECODE=1', ...args], { timeoutMs: 60_000 });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-python-'));
    writeFileSync(join(folder, 'metrics.py'), pythonModule(shop, httpRolesOf(shop).roles));
    const { stdout, stderr, ok } = await run([python, join(__dirname, 'probe.py'), folder]);
    if (!ok) throw new Error(stderr);
    heard = JSON.parse(stdout) as Heard;
  }, 90_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('counts each request once, under the template of its route', () => {
    expect(heard.requests).toEqual({
      'GET /api/v1/items/{item} 200': 3,
      'GET /t/{tenant}/things/{thing} 200': 3,
      'GET /raw 200': 1, // an application without routes
      'GET other 404': 1, // below a mount, and nothing there
      'GET /api/v1/items/{item} 307': 1, // sent on to the path without its last slash
      'GET /crash 500': 1,
      'GET /broken 500': 1,
      'GET /after 200': 1,
      'GET /stream 200': 1,
      'GET /slow 499': 1,
      'GET /slow 500': 1,
      'other /slow 405': 1,
      'POST /echo 200': 1,
      'POST /unread 200': 1,
      'GET /p/{thing} 200': 1,
    });
  });

  test('measures as many durations as it counts requests', () => {
    const sum = (values: Readonly<Record<string, number>>) =>
      Object.values(values).reduce((total, value) => total + value, 0);
    expect(sum(heard.durations)).toBe(19);
    expect(sum(heard.requests)).toBe(19);
  });

  test('holds what is being served, and nothing in the end, whatever became of it', () => {
    expect(heard.running).toEqual({ GET: 1 });
    expect(heard.left_running).toEqual({});
  });

  test('counts when the response is sent, before what runs in the background', () => {
    expect(heard.before_late).toBe(1);
    expect(heard.after).toMatchObject({ body: 'sent', error: 'RuntimeError' });
  });

  test('lets exceptions pass', () => {
    expect(heard.crash.error).toBe('RuntimeError');
    expect(heard.cancelled.error).toBe('CancelledError');
    expect(heard.broken.body).toBe('half');
    expect(heard.broken.error).not.toBeNull();
  });

  test('hands on every part of a body, and asks for none that the application does not want', () => {
    expect(heard.echo.body).toBe('abcdef');
    expect(heard.unread).toMatchObject({ body: 'did not read', asked: 0 });
  });

  test('keeps labels within their domains, whoever calls and from how many threads', async () => {
    const script = `
import sys, threading
sys.path.insert(0, ${JSON.stringify(folder)})
import metrics
def order(number):
    for index in range(200):
        metrics.SHOP_ORDERS_TOTAL.labels(kind=f"{index}-{number}", paid=True).inc()
threads = [threading.Thread(target=order, args=(each,)) for each in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
metrics.SHOP_ORDERS_TOTAL.labels(kind="\\ud800", paid="maybe").inc()
metrics.SHOP_ORDERS_TOTAL.labels(kind="", paid=None).inc()
try:
    metrics.SHOP_ORDERS_TOTAL.labels(kind="x")
except ValueError as error:
    print(error)
kinds, total = set(), 0
for family in metrics.REGISTRY.collect():
    for sample in family.samples:
        if sample.name == "shop_orders_total":
            kinds.add(sample.labels["kind"]); total += sample.value
print(len(kinds), "other" in kinds, int(total))
`;
    const { stdout, stderr } = await run([python, '-c', script]);
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, 2)).toEqual(['the labels are kind, paid, not kind', '5 True 1602']);
  });

  test('counts a status that comes late as what it is, an error or not, when all places are taken', async () => {
    const script = `
import sys
sys.path.insert(0, ${JSON.stringify(folder)})
import metrics
domain = metrics.SHOP_REQUESTS_TOTAL._domains["code"]
early = [200, 201, 204, 301, 302, 304, 400, 404, 500]
print(*map(domain.bound, early))
print(*map(domain.bound, [503, 409, 206, 100, 500, "5xx", "4xx", "599x", "4"]))
`;
    // the same as boundOf of src/sightline/instrument/bounded-labels.ts gives
    expect((await run([python, '-c', script])).stdout.split('\n').slice(0, 2)).toEqual([
      '200 201 204 301 302 304 400 404 500',
      '5xx 4xx other other 500 5xx 4xx other other',
    ]);
  });

  test('leaves out what a worker that has ended was serving, and keeps what it counted', async () => {
    const workers = join(folder, 'ended');
    const script = (after: string) => `
import os, sys
sys.path.insert(0, ${JSON.stringify(folder)})
import metrics
metrics.SHOP_REQUESTS_IN_FLIGHT.labels(verb="GET").inc()
metrics.SHOP_ORDERS_TOTAL.labels(kind="a", paid=True).inc()
${after}
`;
    const one = (after: string) => run([`PROMETHEUS_MULTIPROC_DIR=${workers}`, python, '-c', script(after)]);
    expect((await one('os._exit(0)')).ok).toBe(true);
    const { stdout } = await one('print(metrics.metrics_page()[0].decode())');
    expect(stdout.split('\n').filter((line) => line.startsWith('shop_'))).toEqual(
      expect.arrayContaining([
        'shop_requests_in_flight{verb="GET"} 1.0',
        'shop_orders_total{kind="a",paid="true"} 2.0',
      ]),
    );
  });

  test('has whatever stands in a contract on its page, and does none of it', async () => {
    const hostile = 'ends """ here\nraise SystemExit(1)  # \\" \u2028 ${x} {0} \u{1f600}';
    const odd = serviceContract({
      name: 'odd',
      metrics: [counter('odd_total', hostile, { class: [hostile, 'a"b', 'c\\'] })],
      notTraffic: {},
    });
    writeFileSync(join(folder, 'odd.py'), pythonModule(odd));
    const script = `
import sys, json
sys.path.insert(0, ${JSON.stringify(folder)})
import odd
odd.ODD_TOTAL.labels(**{"class": json.loads(sys.argv[1])}).inc()
family = next(each for each in odd.REGISTRY.collect() if each.name == "odd")
print(json.dumps([family.documentation, family.samples[0].labels]))
`;
    const { stdout, stderr } = await run([python, '-c', script, JSON.stringify(hostile)]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([hostile, { class: hostile }]);
  });

  test('keeps the same values in all workers', async () => {
    const workers = join(folder, 'workers');
    const script = `
import sys
sys.path.insert(0, ${JSON.stringify(folder)})
import metrics
for index in range(50):
    metrics.SHOP_ORDERS_TOTAL.labels(kind=f"{sys.argv[1]}-{index}", paid=True).inc()
page = metrics.metrics_page()[0].decode()
print(sum(line.startswith("shop_orders_total{") for line in page.splitlines()))
`;
    const one = (name: string) => run([`PROMETHEUS_MULTIPROC_DIR=${workers}`, python, '-c', script, name]);
    const together = await Promise.all(['a', 'b', 'c'].map(one));
    expect(together.map(({ stderr }) => stderr)).toEqual(['', '', '']);
    const { stdout } = await one('d');
    expect(stdout).toBe('5\n');
  });
});
