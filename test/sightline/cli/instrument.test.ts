import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { instrumentCommand } from '../../../src/sightline/cli/instrument';
import { counter, httpStatus, serviceContract } from '../../../src/sightline/instrument/contract';
import { program } from '../../../src/main';

const requests = (name: string) => counter(name, 'Requests', { route: { max: 5 }, status: httpStatus });
const contracts = {
  twice: serviceContract({
    name: 'twice',
    metrics: [requests('a_total'), requests('b_total')],
    notTraffic: {},
  }),
  worker: serviceContract({ name: 'worker', metrics: [counter('jobs_total', 'Jobs', {})], notTraffic: {} }),
  wrong: serviceContract({ name: 'Wrong', metrics: [requests('a_total')], notTraffic: {} }),
};

const instrument = (...args: string[]) => instrumentCommand(args, { program, load: () => contracts });
const refused = (...args: string[]) =>
  instrument(...args).then(
    () => 'it was written',
    (failure: unknown) => (failure instanceof CannotRun ? failure.message : 'it crashed'),
  );

describe('sightline instrument', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sightline-instrument-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('writes the module of the only service of the program to the standard output', async () => {
    const { code, output } = await instrument('--language', 'python');
    expect(code).toBe(0);
    expect(output).toContain("Metrics of the service 'task-api'");
    expect(output).toContain('class MetricsMiddleware:');
  });

  test('writes it to a file where one is named, and says so', async () => {
    const file = join(folder, 'metrics.py');
    const { output } = await instrument('--language', 'python', '--service', 'task-api', '--output', file);
    expect(output).toBe(`Wrote the metrics of 'task-api' to ${file}.\n`);
    expect(readFileSync(file, 'utf8')).toBe((await instrument('--language', 'python')).output);
  });

  test('says when there is no middleware', async () => {
    const file = join(folder, 'worker.py');
    const { output } = await instrument('--language', 'python', '--contract', 'x.ts#worker', '-o', file);
    expect(output).toBe(
      `Wrote the metrics of 'worker' to ${file}, without a middleware: nothing in it counts requests by status.\n`,
    );
  });

  test('takes the names of metrics and labels from its options', async () => {
    const { output } = await instrument(
      ...['--language', 'python', '--contract', 'x.ts#twice', '--requests', 'b_total', '--latency', 'none'],
    );
    expect(output).toContain('B_TOTAL.labels(route=route, status=status).inc()');
    expect(output).not.toContain('A_TOTAL.labels(');
  });

  test('asks which metric is meant where it can’t know', async () => {
    const message = await refused('--language', 'python', '--contract', 'x.ts#twice');
    expect(message).toContain(
      "'--requests' must say which of a_total, b_total observes requests, as each of them could",
    );
    expect(message).toContain("give '--requests a_total'");
  });

  test.each([
    ['no language', [], "say '--language python'"],
    ['another language', ['--language', 'cobol'], "'--language' (cobol) must be python"],
    ['two contracts', ['--language', 'python', '--service', 'a', '--contract', 'x.ts#a'], 'give one of them'],
    ['an unknown option', ['--langauge', 'python'], "Unknown option '--langauge'"],
    [
      'a contract that is wrong itself',
      ['--language', 'python', '--contract', 'x.ts#wrong'],
      'is wrong itself',
    ],
    ['a folder that is not there', ['--language', 'python', '-o', '/not/there.py'], "can't be written"],
  ])('refuses %s', async (_, args, expected) => {
    expect(await refused(...args)).toContain(expected);
  });

  test('explains itself', async () => {
    expect((await instrument('--help')).output).toMatch(/^Usage: sightline instrument --language python/);
  });
});
