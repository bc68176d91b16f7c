import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { backfillCommand } from '../../../../src/sightline/cli/backfill';
import { startPrometheus, type Server } from '../../../../tools/prometheus/server';
import { describeSampleOnPrometheus } from '../../../tools/prometheus/suite';
import { pastUntil } from './past';
import { promisingShop } from './shop';

const day = 86_400;
const days = 3;

/** How long ago the live rules ended their first step when the past ends, in seconds: they have made three by then. */
const live = 240;

/** What the live rules read from the service's own series: they are not evaluated here. */
const measured = /^slo:(sli_(total|bad):(rate|increase2m|seen|count)|step:|excluded)/;

/** What the live rules derive, as it ships, evaluated so often that a test need not wait long for it. */
function derivedRules(files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...files]
      .filter(([path]) => path.endsWith('.rules.yml'))
      .map(([path, text]) => {
        // as synth has written it
        const { groups } = parse(text) as { groups: { name: string; rules: { record?: string }[] }[] };
        const derived = groups.map(({ name, rules }) => ({
          name,
          interval: '1s',
          rules: rules.filter(({ record }) => record !== undefined && !measured.test(record)),
        }));
        return [path.replace('tests/', ''), stringify({ groups: derived })];
      }),
  );
}

/** The first steps of the live rules, in which nothing happens. */
function liveSteps(end: number): string {
  const times = [end - live, end - live / 2, end];
  const series = ['orders', 'lawful', 'strict', 'waiting', 'queue'].map((slo) => ({ slo }));
  const routes = ['/a', '/b'].map((route) => ({ slo: 'routes', route }));
  const line = (name: string, labels: Record<string, string>, value: number, time: number) =>
    `${name}{namespace="retail",service="shop",${Object.entries(labels)
      .map(([label, text]) => `${label}="${text}"`)
      .join(',')}} ${value} ${time}`;
  return times
    .flatMap((time) => [
      ...[...series, { slo: 'routes' }].map((labels) => line('slo:step:end', labels, time, time)),
      ...[...series, ...routes].flatMap((labels) => [
        line('slo:sli_total:increase2m', labels, 0, time),
        line('slo:sli_bad:increase2m', labels, 0, time),
      ]),
    ])
    .map((each) => `${each}\n`)
    .join('');
}

/** The part of what the API says of rules that is read here. */
interface RuleGroups {
  readonly data: { readonly groups: readonly { readonly name: string; readonly lastEvaluation: string }[] };
}

/** Waits until every group has been evaluated so often: each reads what others have recorded before. */
async function evaluated(server: Server, times: number): Promise<void> {
  const seen = new Map<string, Set<string>>();
  for (let tries = 0; tries < 600; tries += 1) {
    const { data } = (await server.api('rules')) as unknown as RuleGroups; // as the API documents it
    for (const { name, lastEvaluation } of data.groups)
      seen.set(name, new Set([...(seen.get(name) ?? []), lastEvaluation]));
    // before the first evaluation its moment is that of year 1
    if ([...seen.values()].every(({ size }) => size > times)) return;
    await sleep(200);
  }
  throw new Error(`not every group was evaluated ${times} times within two minutes\n${server.log()}`);
}

describeSampleOnPrometheus(
  'raw samples of three days become budgets of a running server',
  3,
  (prometheus) => {
    const end = Math.floor(Date.now() / 1000) - 10;
    const past = pastUntil(end, days);
    const { maintained, gap } = past;
    const program = () => promisingShop(new Date(maintained.from * 1000), new Date(maintained.to * 1000));
    const folder = mkdtempSync(join(tmpdir(), 'sightline-backfill-'));
    let server: Server;
    let first: Awaited<ReturnType<typeof backfillCommand>>;

    const backfill = (...more: readonly string[]) =>
      backfillCommand(
        [
          ...['--url', server.url, '--output', join(folder, 'steps.om'), '--promtool', prometheus.promtool],
          ...['--blocks', join(folder, 'blocks'), ...more],
        ],
        { program },
      );

    beforeAll(async () => {
      const { files, problems } = program().render();
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const samples = liveSteps(end) + past.samples;
      const before = await startPrometheus({ prometheus, samples });
      server = before;
      first = await backfill();
      await before.stop();
      // a server that runs takes up blocks within a minute, a new one at once
      server = await startPrometheus({
        prometheus,
        samples,
        blocks: join(folder, 'blocks'),
        rules: derivedRules(files),
      });
      await evaluated(server, 4);
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
      await expectBudget('queue', { total: past.knownQueue, bad: past.longQueue });
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

    test('ends where the live rules begin', async () => {
      const answer = await server.api('query', {
        query: 'slo:sli_total:increase2m{slo="orders"}[10m]',
        time: end,
      });
      // the API documents this for a range
      const { result } = (answer as { data: unknown }).data as { result: { values: [number, string][] }[] };
      const times = result.flatMap(({ values }) => values.map(([time]) => time - end));
      expect(times.filter((time) => time > -600)).toEqual([-480, -360, -240, -120, 0]);
    });

    test('fills nothing a second time', async () => {
      const again = await backfill('--objective', 'orders');
      expect(again).toEqual({
        code: 0,
        output: 'retail/shop orders: nothing to fill: its steps are recorded\nNothing was written.\n',
      });
    });
  },
);
