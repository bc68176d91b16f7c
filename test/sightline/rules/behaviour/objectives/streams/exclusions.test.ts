import type { Exclusion } from '../../../../../../src/sightline/objectives/exclusion';
import { external } from '../../../../../../src/sightline/promql/build/external';
import { sampleOf } from '../../../../../sampling';
import { describeSampleOnPrometheus, majorOf } from '../../../../../tools/prometheus/suite';
import { slowAt, valueOf } from './errors';
import { fired } from './firing';
import { receiver } from './on-server';
import { ofLatency, ofRequests, ofTargets } from './objectives';
import { three } from './scenarios';
import { always, between, type Pod, type Stream } from './stream';

const minute = 60;
const hour = 3600;

/** What is excluded in every test, in seconds from midnight. */
const [from, to] = [hour, 1.5 * hour];

/** What others tell of maintenance, by namespace. */
const maintenanceName = 'maintenance_active';
const maintenance = external(maintenanceName, 'gauge', 'Whether the shop is maintained', ['namespace']);

/** The same time in each of the forms that it can be said in. */
const forms: readonly (readonly [string, Exclusion])[] = [
  ['a time that comes again', { why: 'maintenance', days: ['monday'], from: '01:00', to: '01:30' }],
  ['a single time', { why: 'maintenance', start: '2026-01-05T01:00Z', end: '2026-01-05T01:30Z' }],
  ['a series', { why: 'maintenance', during: maintenance }],
];
const [, again] = forms[0] ?? [];
const excludes = again === undefined ? [] : [again];

/** Everything fails inside, nothing outside, but for what a stream adds. */
const stream: Stream = {
  pods: three({ good: between(from, to, 0, 10), bad: between(from, to, 10) }),
  seconds: 2.6 * hour,
  told: { name: maintenanceName, value: (second) => (second >= from && second < to ? 1 : 0) },
};

/** A step of which a part is excluded does not count, nor does one whose first scrape may have been inside: at either end. */
const edge = 8 * minute;

/**
 * So much of what is excluded may be counted in the hour after it, as a share of it: an increase over an hour is stretched at its edges by the mean
 * rate of that hour, in which it still is.
 */
const leak = 0.01;

describeSampleOnPrometheus('what is excluded', 3, (prometheus) => {
  const play = receiver(prometheus);

  test.each(sampleOf(forms, 3, majorOf(prometheus)))(
    'is neither good nor bad, and silent, for %s',
    async (_form, exclusion) => {
      const replay = await play({ objective: ofRequests({ excludes: [exclusion] }), stream });
      expect(fired(replay)).toEqual([]);
      const { events } = replay.truth;
      for (const evaluation of slowAt(replay, [1.2 * hour, to + edge, 2 * hour, 2.5 * hour])) {
        const { at } = evaluation;
        const good = events(0, from).total + (at > to ? events(to, at).total : 0);
        const perSecond = 30;
        expect(valueOf(evaluation, 'slo:sli_bad:increase7d')).toBe(0);
        expect(valueOf(evaluation, 'slo:sli_total:increase7d')).toBeLessThanOrEqual(good * 1.01);
        expect(valueOf(evaluation, 'slo:sli_total:increase7d')).toBeGreaterThan(
          (good - 2 * edge * perSecond) * 0.99,
        );
        expect(valueOf(evaluation, 'slo:error_budget_remaining:ratio')).toBe(1);
      }
    },
  );

  test('is silent where the service is down in it', async () => {
    const down: Stream = {
      ...stream,
      pods: three({
        good: always(10),
        bad: always(0),
        answers: (second) => second < from || second >= to - 150,
      }),
    };
    expect(fired(await play({ objective: ofRequests({ excludes }), stream: down }))).toEqual([]);
  });

  test('is not among the bad events that an alert needs: two outside tell nobody', async () => {
    const pods = [
      {
        name: 'a',
        good: always(0.1),
        bad: (second: number) =>
          second >= from && second < to ? 1 : second === to + 1200 || second === to + 1260 ? 1 : 0,
      },
    ];
    const replay = await play({
      objective: ofRequests({ excludes }),
      stream: { pods, seconds: 2.5 * hour },
    });
    expect(fired(replay)).toEqual([]);
  });

  test('leaves what is outside as it is: failures after the end are told, and counted', async () => {
    const [start, end] = [to + 10 * minute, to + 20 * minute];
    const pods = three({
      good: (second) => (second >= from && second < to ? 0 : second >= start && second < end ? 8 : 10),
      bad: (second) => (second >= from && second < to ? 10 : second >= start && second < end ? 2 : 0),
    });
    const replay = await play({ objective: ofRequests({ excludes }), stream: { ...stream, pods } });
    expect(fired(replay)).toContain('ErrorBudgetBurnFast');
    const last = slowAt(replay, [2.4 * hour]).map((each) => valueOf(each, 'slo:sli_bad:increase7d'));
    const { bad } = replay.truth.events(start, end);
    expect(Math.abs((last[0] ?? NaN) - bad)).toBeLessThan(leak * replay.truth.events(from, to).bad);
  });

  test('counts what restarted pods and new ones have after it', async () => {
    const [change, start, end] = [to + 12 * minute, to + 13 * minute, to + 20 * minute];
    const paces = {
      good: (second: number) => (second >= from && second < to ? 0 : 10),
      bad: (second: number) => (second >= from && second < to ? 10 : second >= start && second < end ? 2 : 0),
    };
    const pods = [
      { name: 'a', to: change, ...paces },
      { name: 'a', from: change, ...paces },
      { name: 'b', from: change, ...paces },
    ];
    const replay = await play({
      objective: ofRequests({ excludes }),
      wanted: ['slo:sli_bad:increase7d', 'slo:sli_total:increase2m'],
      stream: { ...stream, pods },
    });
    const [last] = slowAt(replay, [2.4 * hour]);
    const { bad } = replay.truth.events(start, end);
    // measured: 1.8 %, since the step of a restart is still the difference of two increases
    expect(Math.abs(((last && valueOf(last, 'slo:sli_bad:increase7d')) ?? NaN) / bad - 1)).toBeLessThan(0.02);
    const steps = replay.evaluations.filter(({ group, at }) => group === 'slow' && at > to + edge);
    const [begin = NaN, ...others] = steps.map(({ at }) => at);
    const total = steps.reduce((sum, each) => sum + (valueOf(each, 'slo:sli_total:increase2m') ?? NaN), 0);
    const all = replay.truth.events(begin - 2 * minute, others.at(-1) ?? NaN).total;
    expect(Math.abs(total / all - 1)).toBeLessThan(0.01);
  });

  test('counts what a pod has that restarts all the time after it', async () => {
    const [start, life] = [to + 12 * minute, 90];
    const pods = Array.from({ length: 20 }, (_, index): Pod => {
      const from = start + index * life;
      // all of it is scraped before the pod ends
      return { name: 'a', from, to: from + life, good: always(1), bad: between(from + 30, from + 50, 10) };
    });
    const replay = await play({
      objective: ofRequests({ excludes }),
      wanted: ['slo:sli_bad:increase7d'],
      stream: { pods, seconds: 2.6 * hour },
    });
    const [last] = slowAt(replay, [2.5 * hour]);
    const { bad } = replay.truth.events(to, 2.6 * hour);
    expect(Math.abs(((last && valueOf(last, 'slo:sli_bad:increase7d')) ?? NaN) / bad - 1)).toBeLessThan(0.05);
  });

  const downs = [
    [6, 6],
    [3, 40],
    [20, 1],
    [1, 1],
  ] as const;

  test.each(sampleOf(downs, 4, majorOf(prometheus)))(
    'is not counted after it where Prometheus was down from %d minutes before its end to %d after it',
    async (before, after) => {
      const down = (second: number) => second >= to - before * minute && second < to + after * minute;
      const replay = await play({ objective: ofRequests({ excludes }), stream: { ...stream, down } });
      expect(fired(replay)).toEqual([]);
      const last = slowAt(replay, [2.5 * hour]).map((each) => valueOf(each, 'slo:sli_bad:increase7d'));
      expect(last).toEqual([0]);
    },
  );

  const others = [
    ['of latencies', ofLatency({ excludes }), stream],
    [
      'of the time in which pods answer',
      ofTargets({ excludes }),
      {
        ...stream,
        pods: three({
          good: always(1),
          bad: always(0),
          answers: (second) => second < from || second >= to - 150,
        }),
      },
    ],
  ] as const;

  test.each(sampleOf(others, 2, majorOf(prometheus)))(
    'is not counted by an objective %s',
    async (_what, objective, of) => {
      const replay = await play({ objective, stream: of });
      expect(fired(replay)).toEqual([]);
      for (const evaluation of slowAt(replay, [1.2 * hour, to + edge, 2.5 * hour])) {
        const { bad } = replay.truth.events(from, to);
        expect(Math.abs(valueOf(evaluation, 'slo:sli_bad:increase7d') ?? NaN)).toBeLessThan(
          leak * Math.max(1, bad),
        );
      }
    },
  );
});
