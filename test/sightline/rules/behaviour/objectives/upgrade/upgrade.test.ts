import { startPrometheus, type Server } from '../../../../../../tools/prometheus/server';
import type { BoundRecordingRule } from '../../../../../../src/sightline/rules/rule';
import { describeSampleOnPrometheus } from '../../../../../tools/prometheus/suite';
import { availability, rulesOf, seriesOf } from '../objectives';
import { Evaluation } from './evaluate';
import { monthAround } from './month';
import { openMetrics } from './open-metrics';
import { remoteWrite, type Sent } from '../../../../../../tools/prometheus/remote-write';

const minute = 60;
const hour = 3600;
const days = 30;
const window = days * 24 * hour;

/** What the slow group reads from the service's own series. */
const measured = /^slo:(sli_(total|bad):(rate|increase2m|seen)|step:|sli_error:ratio_rate(5m|1h)$)/;

/** The recording rules of a group. */
function groupOf(name: string): readonly BoundRecordingRule[] {
  const groups = rulesOf([availability({ window: '30d' })]);
  const rules = groups.find((group) => group.name.endsWith(`-${name}`))?.rules ?? [];
  return rules.flatMap((rule) => ('record' in rule ? [rule] : []));
}

describeSampleOnPrometheus('a server that holds thirty days of the version before', 3, (prometheus) => {
  // noon, and no whole number of minutes
  const upgrade = 1_767_268_800 + 41;
  const month = monthAround(upgrade, days);
  const slow = groupOf('slow');
  const derived = slow.filter(({ record }) => !measured.test(record));
  const history = groupOf('history');
  const firstStep = upgrade + 2 * minute + 17;
  let server: Server;
  let rules: Evaluation;

  const write = async (samples: readonly Sent[]) => {
    for (let from = 0; from < samples.length; from += 50_000)
      await remoteWrite(server.url, samples.slice(from, from + 50_000));
  };

  const valueOf = async (record: string, time: number) => {
    const [found] = await server.query(seriesOf(record), time);
    return found?.value ?? NaN;
  };

  /** Holds the budget against what happened, and says by how much each part of it is off. */
  const expectBudget = async (time: number, precision = 0.01) => {
    const { total, bad } = month.truth(time - window, time);
    const off = {
      total: (await valueOf('slo:sli_total:increase30d', time)) / total - 1,
      bad: (await valueOf('slo:sli_bad:increase30d', time)) / bad - 1,
      ratio: (await valueOf('slo:sli_error:ratio_rate30d', time)) / (bad / total) - 1,
      age: (await valueOf('slo:window_age:ratio', time)) - 1,
      spent: (1 - (await valueOf('slo:error_budget_remaining:ratio', time))) / (bad / (total * 0.001)) - 1,
    };
    if (process.env['SIGHTLINE_SAY'] !== undefined) process.stdout.write(`${JSON.stringify(off)}\n`);
    for (const part of Object.values(off)) expect(Math.abs(part)).toBeLessThan(precision);
  };

  beforeAll(async () => {
    server = await startPrometheus({
      prometheus,
      samples: openMetrics([...month.rates(), ...month.counters(upgrade - 65 * minute, upgrade)]),
      flags: {
        'web.enable-remote-write-receiver': true,
        // what is written later stays in memory
        'storage.tsdb.min-block-duration': '20000h',
        'storage.tsdb.max-block-duration': '20000h',
      },
    });
    rules = new Evaluation(server);
  }, 60_000);
  afterAll(() => server.stop());

  test('has the budget of all thirty once what there was is looked up, and an hour later', async () => {
    await write(month.counters(upgrade, upgrade + 65 * minute));
    const fast = groupOf('fast');
    const facts = groupOf('facts');
    const looked = firstStep + 12 * minute + 30;
    for (let time = upgrade + 5; time <= upgrade + 63 * minute; time += 1) {
      const since = time - firstStep;
      if ((time - upgrade) % 30 === 5) await rules.evaluate(fast, time);
      if (since >= 0 && since % 120 === 0) await rules.evaluate(slow, time);
      if (since >= 0 && since % 240 === 60) await rules.evaluate(facts, time);
      if (time >= looked && (time - looked) % (30 * minute) === 0) await rules.evaluate(history, time);
      if (since === 14 * minute || since === 60 * minute) await expectBudget(time);
    }
  }, 120_000);

  test('has it days later, when part of the window is counted in steps', async () => {
    await write(month.steps(firstStep + 60 * minute, upgrade + window + 4 * hour));
    for (const day of [3, 17, 29.9]) {
      const time = firstStep + day * 24 * hour;
      const start = process.hrtime.bigint();
      await rules.evaluate(history, time);
      if (process.env['SIGHTLINE_SAY'] !== undefined)
        process.stdout.write(`history took ${Number(process.hrtime.bigint() - start) / 1e6} ms\n`);
      await rules.evaluate(derived, time + minute);
      await expectBudget(time + minute);
    }
  }, 60_000);

  test('knows nothing of the version before once it has left the window', async () => {
    const time = firstStep + window + 10 * minute;
    await rules.evaluate(history, time);
    await rules.evaluate(history, time + 30 * minute);
    await rules.evaluate(derived, time + 31 * minute);
    expect(await server.query(seriesOf('slo:sli_total:increase_before'), time + 31 * minute)).toEqual([]);
    expect(await server.query(seriesOf('slo:sli_bad:increase_before'), time + 31 * minute)).toEqual([]);
    await expectBudget(time + 31 * minute);
  }, 60_000);
});
