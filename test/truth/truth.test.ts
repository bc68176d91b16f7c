import type { Found } from '../../tools/prometheus/find';
import { describeOnPrometheus } from '../tools/prometheus/suite';
import type { Window } from './observed';
import { templates } from './script';
import { bucketsOf, truthOf, type EndpointTruth } from './truth';
import { everythingRecorded, logged, requestsBetween, runTruth, type Side, type TruthRun } from './truth-run';

const versions: Found[] = [];
let running: Promise<TruthRun> | undefined;
let users = 0;

/** What a record says of an endpoint in a window, beside what the log says. */
interface Comparison {
  readonly endpoint: string;
  readonly recorded: number;
  readonly truth: EndpointTruth;

  /** Seconds from the first scrape of the window to its last. */
  readonly seconds: number;
}

/** The first and the last scrape of a window. */
function edges({ cuts }: Window) {
  const [first] = cuts;
  const last = cuts.at(-1);
  if (first === undefined || last === undefined) throw new Error('a window without scrapes was not left out');
  return { first, last, seconds: last.time - first.time };
}

describeOnPrometheus('the golden signals of the running Task API', (prometheus) => {
  versions.push(prometheus);
  users++;
  let run: TruthRun;
  let side: Side;

  beforeAll(async () => {
    // the versions watch the same traffic at the same time
    running ??= runTruth(versions);
    run = await running;
    const found = run.sides.find((each) => each.prometheus === prometheus);
    if (found === undefined) throw new Error(`Prometheus ${prometheus.version} did not take part`);
    side = found;
  }, 240_000);

  afterAll(async () => {
    users--;
    if (users > 0) return;
    // where it has failed, it has cleaned up itself
    const started = await running?.catch(() => undefined);
    await started?.stop();
  });

  const compare = (record: string): Comparison[] =>
    side.steady.flatMap((window) => {
      const { first, last, seconds } = edges(window);
      return truthOf(run.lines.slice(first.line, last.line)).map((truth) => ({
        endpoint: truth.endpoint,
        recorded: window.recorded.get(record)?.get(truth.endpoint) ?? NaN,
        truth,
        seconds,
      }));
    });

  test('begin with a log that has every request of the script, and nothing else', () => {
    expect(run.traffic.surprises).toEqual([]);
    const counts = logged(run);
    expect([...counts.keys()].sort()).toEqual([...run.traffic.attempted.keys()].sort());
    for (const [key, count] of counts) {
      expect(count).toBeGreaterThanOrEqual(run.traffic.answered.get(key) ?? 0);
      // of those that got no answer, because of the restart, some were counted
      expect(count).toBeLessThanOrEqual(run.traffic.attempted.get(key) ?? 0);
    }
    const slow = truthOf(run.lines).find(({ endpoint }) => endpoint === '/tasks/:id/complete');
    // a timer may fire a millisecond early
    expect(Math.min(...(slow?.durations ?? []))).toBeGreaterThan(0.058);
  });

  test('are scraped as they are logged: no scrape has one request more or less', () => {
    expect(side.strangers).toEqual([]);
    expect(side.steady.length).toBeGreaterThanOrEqual(4);
  });

  test('have route templates in `endpoint`: those of the script, without probes and scrapes', () => {
    for (const record of [
      'requests:rate5m',
      'errors:rate5m',
      'latency_p50:5m',
      'latency_p95:5m',
      'latency_p99:5m',
    ]) {
      for (const { recorded } of side.steady) {
        expect([...(recorded.get(`task_api:${record}`)?.keys() ?? [])].sort()).toEqual(templates);
      }
    }
  });

  test('have the traffic of each route within 1 %', () => {
    for (const { recorded, truth, seconds } of compare('task_api:requests:rate5m')) {
      expect(Math.abs(recorded - truth.count / seconds)).toBeLessThan((0.01 * truth.count) / seconds);
    }
  });

  test('have the errors of each route within 0.2 points', () => {
    const comparisons = compare('task_api:errors:rate5m');
    for (const { recorded, truth } of comparisons)
      expect(Math.abs(recorded - truth.errors)).toBeLessThan(0.2);
    const typical = (endpoint: string): number =>
      Math.round(
        Math.max(...comparisons.flatMap((each) => (each.endpoint === endpoint ? [each.recorded] : []))),
      );
    // what the script says, so that the log can't be wrong in the same way
    expect(Math.abs(typical('/tasks') - 6.25)).toBeLessThan(2);
    expect(Math.abs(typical('/tasks/:id/complete') - 20)).toBeLessThan(3);
  });

  test('have 0 as the errors of a route without errors', () => {
    const without = compare('task_api:errors:rate5m').filter(({ endpoint }) =>
      ['/tasks/:id', 'other'].includes(endpoint),
    );
    expect(without.length).toBeGreaterThanOrEqual(8);
    expect(without.map(({ recorded }) => recorded).filter((value) => value !== 0)).toEqual([]);
  });

  test.each([
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ])('have the %s of each route in the bucket of the truth', (name, quantile) => {
    for (const { endpoint, recorded, truth } of compare(`task_api:latency_${name}:5m`)) {
      const buckets = bucketsOf(quantile, truth.durations);
      // in a tie the value may be the bound between the two
      const inside = buckets.some(
        ([above, upTo]) => (buckets.length > 1 ? recorded >= above : recorded > above) && recorded <= upTo,
      );
      expect({ endpoint, recorded, buckets, inside }).toMatchObject({ inside: true });
    }
  });

  test('lose less than the worth of a scrape when the service restarts', () => {
    expect(side.restarted.length).toBeGreaterThanOrEqual(2);
    for (const window of side.restarted) {
      const { first, last, seconds } = edges(window);
      const before = window.cuts.filter(({ run: number }) => number === 0).at(-1);
      if (before === undefined) throw new Error('a window without the restart was not left out');
      const rates = [...(window.recorded.get('task_api:requests:rate5m')?.values() ?? [])];
      const increase = rates.reduce((sum, rate) => sum + rate, 0) * seconds;
      const truth = requestsBetween(run.lines, first.line, last.line);
      // what was served after the last scrape of the old process was never on a page that anybody read
      const unseen = requestsBetween(run.lines, before.line, run.restart);
      expect(Math.abs(increase - (truth - unseen))).toBeLessThan(0.01 * truth);
      // the next scrape was never answered; while the service shuts down, requests end that had begun
      expect((run.lines[run.restart - 1]?.timestamp ?? NaN) - before.time).toBeLessThan(1.9);
    }
  });

  test('never turn NaN, and after the traffic are 0 for requests and absent for the rest', async () => {
    const all = await everythingRecorded(side.ours);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ value }) => Number.isNaN(value))).toEqual([]);
    const now = await side.ours.query('{__name__=~"task_api:.+"}');
    expect(now.map(({ labels, value }) => [labels.__name__, labels.endpoint, value])).toEqual(
      templates.map((endpoint) => ['task_api:requests:rate5m', endpoint, 0]),
    );
  });

  test("with the lesson's ServiceMonitor and rules instead collapse to one endpoint, 'http', and turn NaN", async () => {
    const all = await everythingRecorded(side.lesson);
    expect([...new Set(all.map(({ name }) => name))].sort()).toEqual([
      'task_api:errors:rate5m',
      'task_api:latency_p95:5m',
      'task_api:requests:rate5m',
    ]);
    expect([...new Set(all.map(({ endpoint }) => endpoint))]).toEqual(['http']);
    // the same traffic as ours, so this is not for want of routes
    const raw = await side.lesson.query('count by (exported_endpoint) (task_api_requests_total)');
    expect(raw.map(({ labels }) => labels.exported_endpoint).sort()).toEqual(templates);
    expect(all.some(({ value }) => Number.isNaN(value))).toBe(true);
  });
});
