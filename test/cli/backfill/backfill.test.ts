import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { backfillCommand } from '../../../src/cli/backfill';
import { startPrometheus, type Server } from '../../../src/prometheus/server';
import { describeOnPrometheus } from '../../prometheus/suite';
import { pastUntil } from './past';
import { promisingShop } from './shop';

const day = 86_400;
const days = 3;

/** The rules of an app as they ship, evaluated so often that a test need not wait for them. */
function rulesOf(files: ReadonlyMap<string, string>): Record<string, string> {
  const rules = [...files].filter(([path]) => path.endsWith('.rules.yml'));
  return Object.fromEntries(
    rules.map(([path, text]) => [path.replace('tests/', ''), text.replace(/^( +interval:) .*$/gm, '$1 5s')]),
  );
}

async function waitFor(server: Server, expr: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if ((await server.query(expr)).length > 0) return;
    await sleep(500);
  }
  throw new Error(`'${expr}' is still nothing\n${server.log()}`);
}

describeOnPrometheus('raw samples of three days become budgets of a running server', (prometheus) => {
  const end = Math.floor(Date.now() / 1000) - 10;
  const past = pastUntil(end, days);
  const { maintained, gap } = past;
  const program = () => promisingShop(new Date(maintained.from * 1000), new Date(maintained.to * 1000));
  const folder = mkdtempSync(join(tmpdir(), 'sightline-backfill-'));
  let server: Server;
  let first: Awaited<ReturnType<typeof backfillCommand>>;

  const backfill = async (...more: readonly string[]) => {
    const { data } = (await server.api('status/flags')) as { data: Record<string, string> }; // as its API has it
    return backfillCommand(
      [
        ...['--url', server.url, '--output', join(folder, 'steps.om'), '--promtool', prometheus.promtool],
        ...['--blocks', data['storage.tsdb.path'] ?? '', ...more],
      ],
      { program },
    );
  };

  beforeAll(async () => {
    const { files, problems } = program().render();
    expect(problems).toEqual([]);
    server = await startPrometheus({ prometheus, samples: past.samples, rules: rulesOf(files) });
    const objectives = [...files.keys()].filter((path) => path.endsWith('.rules.yml')).length;
    await waitFor(server, `count(slo:step:end) == ${objectives}`);
    await waitFor(server, `count(last_over_time(slo:sli_total:increase2m[5m])) > ${objectives}`);
    first = await backfill();
    await waitFor(server, 'count(count_over_time(slo:sli_total:increase2m{slo="queue"}[7d]) > 1900)');
    await sleep(11_000);
  }, 240_000);

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const valueOf = async (name: string, slo: string, more = '') => {
    const found = await server.query(`${name}{slo="${slo}"${more}}`);
    expect(found).toHaveLength(1);
    return found[0]?.value ?? NaN;
  };

  /** Holds all that the live rules derive against what was counted, within so much of it. */
  const expectBudget = async (
    slo: string,
    { total, bad }: { readonly total: number; readonly bad: number },
    precision = 0.01,
    more = '',
  ) => {
    const near = (value: number, expected: number) =>
      expect(Math.abs(value / expected - 1)).toBeLessThan(precision);
    const age = days / 7;
    near(await valueOf('slo:window_age:ratio', slo, more), age);
    near(await valueOf('slo:sli_total:increase7d', slo, more), total);
    near(await valueOf('slo:sli_bad:increase7d', slo, more), bad);
    near(await valueOf('slo:sli_error:ratio_rate7d', slo, more), bad / total);
    near(await valueOf('slo:error_budget:events', slo, more), (0.01 * total) / age);
    near(1 - (await valueOf('slo:error_budget_remaining:ratio', slo, more)), (bad * age) / (0.01 * total));
  };

  test('says what it filled', () => {
    expect(first.code).toBe(0);
    expect(first.output).toMatch(
      /^retail\/shop orders: 2,\d\d\d steps from .* to .*, [\d,]+ events, [\d,]+ of them bad$/m,
    );
    expect(first.output).toContain('copy the blocks into it');
  });

  test('counts events', async () => {
    await expectBudget('orders', past.truth(0, end));
  });

  test('counts them for each value of a label', async () => {
    await expectBudget('routes', past.truth(0, end, '/a'), 0.01, ',route="/a"');
    await expectBudget('routes', past.truth(0, end, '/b'), 0.01, ',route="/b"');
  });

  test('counts observations above a threshold', async () => {
    const { total, slow } = past.truth(0, end);
    await expectBudget('waiting', { total, bad: slow });
  });

  test('leaves out what is excluded', async () => {
    const before = past.truth(0, maintained.from);
    const after = past.truth(maintained.to, end);
    await expectBudget('lawful', { total: before.total + after.total, bad: before.bad + after.bad });
  });

  test('counts the time of a gauge', async () => {
    // of both pods, without the gap; the last value counts for five minutes more
    const measured = 2 * (days * day - (gap.to - gap.from) + 300);
    await expectBudget('queue', { total: measured, bad: past.longQueue });
  });

  test('counts time without data as bad where it was said so', async () => {
    const { total, bad } = past.truth(0, end);
    const mean = past.truth(0, gap.from).total / (gap.from - (end - days * day));
    const missing = mean * (gap.to - gap.from);
    await expectBudget('strict', { total: total + missing, bad: bad + missing }, 0.02);
  });

  test('tells how many bad events the counters have shown, and never more than there were', async () => {
    const { bad } = past.truth(0, end);
    const [seen] = await server.query('sum_over_time(slo:sli_bad:seen2m{slo="orders"}[7d])');
    expect(seen?.value).toBeLessThan(bad * 1.001);
    expect(seen?.value).toBeGreaterThan(bad * 0.9);
  });

  test('fills nothing a second time', async () => {
    const again = await backfill('--objective', 'orders');
    expect(again).toEqual({
      code: 0,
      output: 'retail/shop orders: nothing to fill: its steps are recorded\nNothing was written.\n',
    });
  });
});
