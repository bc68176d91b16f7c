import type { Exclusion } from '../../../../../src/objectives/exclusion';
import { recorded } from '../../../../../src/promql/typed/recorded';
import { describeOnPrometheus } from '../../../../prometheus/suite';
import { slowAt, valueOf } from './errors';
import { fired } from './firing';
import { receiver } from './on-server';
import { ofLatency, ofRequests, ofTargets } from './objectives';
import { three } from './scenarios';
import { always, between, type Stream } from './stream';

const minute = 60;
const hour = 3600;

/** What is excluded in every test, in seconds from midnight. */
const [from, to] = [hour, 1.5 * hour];

/** The same time in each of the forms that it can be said in. */
const forms: readonly (readonly [string, Exclusion])[] = [
  ['a time that comes again', { why: 'maintenance', days: ['monday'], from: '01:00', to: '01:30' }],
  ['a single time', { why: 'maintenance', start: '2026-01-05T01:00Z', end: '2026-01-05T01:30Z' }],
  ['a series', { why: 'maintenance', during: recorded('shop:maintenance:active', []) }],
];
const [, again] = forms[0] ?? [];
const excludes = again === undefined ? [] : [again];

/** Everything fails inside, nothing outside, but for what a stream adds. */
const stream: Stream = {
  pods: three({ good: between(from, to, 0, 10), bad: between(from, to, 10) }),
  seconds: 2.6 * hour,
  told: { name: 'shop:maintenance:active', value: (second) => (second >= from && second < to ? 1 : 0) },
};

/** A step of which a part is excluded does not count, nor does one whose first scrape may have been inside: at either end. */
const edge = 5 * minute;

describeOnPrometheus('what is excluded', (prometheus) => {
  const play = receiver(prometheus);

  test.each(forms)('is neither good nor bad, and silent, for %s', async (_form, exclusion) => {
    const replay = await play({ objective: ofRequests({ excludes: [exclusion] }), stream });
    expect(fired(replay)).toEqual([]);
    const { events } = replay.truth;
    for (const evaluation of slowAt(replay, [1.2 * hour, to + edge, 2 * hour, 2.5 * hour])) {
      const { at } = evaluation;
      const good = events(0, from).total + (at > to ? events(to, at).total : 0);
      const perSecond = 30;
      expect(valueOf(evaluation, 'slo:sli_bad:increase7d')).toBe(0);
      expect(valueOf(evaluation, 'slo:sli_total:increase7d')).toBeLessThanOrEqual(good * 1.01);
      expect(valueOf(evaluation, 'slo:sli_total:increase7d')).toBeGreaterThan((good - 2 * edge * perSecond) * 0.99);
      expect(valueOf(evaluation, 'slo:error_budget_remaining:ratio')).toBe(1);
    }
  });

  test('is silent where the service is down in it', async () => {
    const down: Stream = {
      ...stream,
      pods: three({ good: always(10), bad: always(0), answers: (second) => second < from || second >= to - 150 }),
    };
    expect(fired(await play({ objective: ofRequests({ excludes }), stream: down }))).toEqual([]);
  });

  test('is not among the bad events that an alert needs: two outside tell nobody', async () => {
    const pods = [
      {
        name: 'a',
        good: always(0.1),
        bad: (second: number) => (second >= from && second < to ? 1 : second === to + 1200 || second === to + 1260 ? 1 : 0),
      },
    ];
    const replay = await play({ objective: ofRequests({ excludes }), stream: { pods, seconds: 2.5 * hour } });
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
    const [evaluation] = slowAt(replay, [2.4 * hour]);
    const { bad } = replay.truth.events(start, end);
    expect(Math.abs((valueOf(evaluation as never, 'slo:sli_bad:increase7d') ?? NaN) / bad - 1)).toBeLessThan(0.01);
  });

  test('is not counted after it where Prometheus was down at its end', async () => {
    const replay = await play({
      objective: ofRequests({ excludes }),
      stream: { ...stream, down: (second) => second >= to - 6 * minute && second < to + 6 * minute },
    });
    expect(fired(replay)).toEqual([]);
    const [evaluation] = slowAt(replay, [2.5 * hour]);
    expect(valueOf(evaluation as never, 'slo:sli_bad:increase7d')).toBe(0);
  });

  test.each([
    ['of latencies', ofLatency({ excludes }), stream],
    [
      'of the time in which pods answer',
      ofTargets({ excludes }),
      {
        ...stream,
        pods: three({ good: always(1), bad: always(0), answers: (second) => second < from || second >= to }),
      },
    ],
  ] as const)('is not counted by an objective %s', async (_what, objective, of) => {
    const replay = await play({ objective, stream: of });
    expect(fired(replay)).toEqual([]);
    for (const evaluation of slowAt(replay, [1.2 * hour, to + edge, 2.5 * hour])) {
      // a difference of two increases is not quite 0
      expect(Math.abs(valueOf(evaluation, 'slo:sli_bad:increase7d') ?? NaN)).toBeLessThan(1e-6);
    }
  });
});
