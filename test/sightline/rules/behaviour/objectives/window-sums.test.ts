import type { BoundRecordingRule } from '../../../../../src/sightline/rules/rule';
import { remoteWrite, type Sent } from '../../../../../tools/prometheus/remote-write';
import { startPrometheus, type Server } from '../../../../../tools/prometheus/server';
import { describeSampleOnPrometheus } from '../../../../tools/prometheus/suite';
import { availability, rulesOf, seriesOf, target } from './objectives';
import { Evaluation } from './upgrade/evaluate';

const minute = 60;
const hour = 60 * minute;
const window = 7 * 24 * hour;
const every = 2 * minute;

/** When the rules are evaluated first: no whole number of minutes. */
const first = 1_767_268_800 + 41;

/** Twenty minutes in which half of the events are bad; they leave the window while the rules run. */
const incident = { from: first - window + 20 * minute, to: first - window + 40 * minute };

/** A step that was recorded: when, and what happened in it. */
interface Step {
  readonly time: number;
  readonly total: number;
  readonly bad: number;
}

const stepAt = (time: number): Step => ({
  time,
  total: 240 + (time % 7),
  bad: time > incident.from && time <= incident.to ? 120 : 1,
});

const sample = (name: string, time: number, value: number): Sent => ({
  labels: { __name__: name, ...target, slo: 'availability' },
  time,
  value,
});

const samplesOf = ({ time, total, bad }: Step): readonly Sent[] => [
  sample('slo:sli_total:increase2m', time, total),
  sample('slo:sli_bad:increase2m', time, bad),
];

const groups = rulesOf([availability({ window: '7d' })]);

/** The recording rules of a group whose names match. */
const rulesNamed = (group: string, names: RegExp): readonly BoundRecordingRule[] =>
  groups
    .filter(({ name }) => name.endsWith(`-${group}`))
    .flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule] : [])))
    .filter(({ record }) => names.test(record));

const sums = rulesNamed('slow', /^slo:(window_age:ratio$|sli_(total|bad):increase7d)/);
const corrections = rulesNamed('history', /./);

describeSampleOnPrometheus('the sums of the whole window', 2, (prometheus) => {
  let server: Server;
  let rules: Evaluation;
  let recorded: Step[];

  beforeEach(async () => {
    server = await startPrometheus({
      prometheus,
      flags: {
        'web.enable-remote-write-receiver': true,
        // all of it stays in memory
        'storage.tsdb.min-block-duration': '20000h',
        'storage.tsdb.max-block-duration': '20000h',
      },
    });
    rules = new Evaluation(server);
    recorded = [];
    const past = [];
    for (let time = first - window - hour; time < first; time += every) past.push(stepAt(time));
    await write(past);
  }, 60_000);
  afterEach(() => server.stop());

  const write = async (steps: readonly Step[], gap?: number) => {
    recorded.push(...steps);
    const samples = steps.flatMap(samplesOf);
    const last = steps[steps.length - 1]?.time ?? 0;
    const since = sample('slo:sli_total:since', last, first - window - 2 * hour);
    await remoteWrite(server.url, [
      ...samples,
      since,
      ...(gap === undefined ? [] : [sample('slo:step:gap', last, gap)]),
    ]);
  };

  /** Evaluates the rules after a step. The group that corrects has its own moments. */
  const evaluate = async (step: Step, gap?: number) => {
    await write([step], gap);
    await rules.evaluate(sums, step.time);
    const isGapOver = gap !== undefined;
    if (isGapOver) {
      const stale = sample('slo:step:gap', step.time + 1, 0);
      await remoteWrite(server.url, [{ ...stale, value: 'stale' }]);
    }
    if ((step.time - first) % (30 * minute) === 4 * minute) await rules.evaluate(corrections, step.time + 37);
  };

  const expectSums = async (time: number, precision = { total: 1e-9, bad: 1e-9 }) => {
    const within = recorded.filter((step) => step.time > time - window && step.time <= time);
    for (const part of ['total', 'bad'] as const) {
      const [found] = await server.query(seriesOf(`slo:sli_${part}:increase7d`), time);
      const truth = within.reduce((sum, step) => sum + step[part], 0);
      expect(Math.abs((found?.value ?? NaN) / truth - 1)).toBeLessThan(precision[part]);
    }
  };

  test('are those of its steps at each evaluation from the first correction on, while an incident leaves the window', async () => {
    for (let time = first; time <= first + hour; time += every) {
      await evaluate(stepAt(time));
      if (time > first + 4 * minute) await expectSums(time);
    }
  }, 60_000);

  test('are so after skipped evaluations as well, once they are corrected', async () => {
    for (let time = first; time <= first + 10 * minute; time += every) await evaluate(stepAt(time));
    // three of four are skipped, and each step that is left holds the events of four
    for (let time = first + 18 * minute; time <= first + 50 * minute; time += 4 * every) {
      const { total, bad } = stepAt(time);
      await evaluate({ time, total: 4 * total, bad: 4 * bad }, 4 * every);
      // what has left is taken to be like the step that did: of the incident, a step too many or too few at each of its ends
      await expectSums(time, { total: 1e-4, bad: 0.1 });
    }
    for (let time = first + 52 * minute; time <= first + 70 * minute; time += every) {
      await evaluate(stepAt(time));
    }
    await expectSums(first + 70 * minute);
  }, 60_000);

  test('are so half an hour after Prometheus was down for longer than they are remembered', async () => {
    for (let time = first; time <= first + 10 * minute; time += every) await evaluate(stepAt(time));
    for (let time = first + 9 * hour; time <= first + 9.5 * hour; time += every) await evaluate(stepAt(time));
    await expectSums(first + 9.5 * hour);
  }, 60_000);
});
