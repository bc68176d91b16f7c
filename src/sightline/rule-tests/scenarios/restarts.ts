import { steps } from '../../objectives/recorded-series';
import type { InputSeries } from '../input-series';
import { growthOf, type Phase, sumBetween } from '../phase';
import type { Check, Scenario } from '../scenario';
import type { Subject } from '../subject';

/** The increase of a counter that was reset may be stretched to the edges of its hour; what a counter shows is not. */
const stretched = 0.03;
const exactly = 0.0005;

const bad = 0.2;

/** What happens in each pod from the start on. */
const first: readonly Phase[] = [
  { minutes: 76, bad },
  { minutes: 40, bad, traffic: 2, missed: true },
  { minutes: 12, bad, traffic: 0.5 },
  { minutes: 2, bad: 2 * bad, traffic: 8 },
];
const second: readonly Phase[] = [
  { minutes: 6, bad, traffic: 4 },
  { minutes: 58, bad },
  { minutes: 2, bad: 2 * bad, traffic: 3, restarted: true },
  { minutes: 62, bad, traffic: 0.5 },
  { minutes: 2, bad: 2 * bad, traffic: 8 },
];
const third: readonly Phase[] = [
  { minutes: 2, bad, traffic: 3 },
  { minutes: 66, bad: 'absent' },
  { minutes: 2, bad },
  { minutes: 2, bad: 'idle' },
  { minutes: 1, bad, traffic: 0.4, restarted: true },
  { minutes: 1, bad, traffic: 2 },
  { minutes: 56, bad: 'idle' },
];

/** The moments that are looked at, and since when what each pod has counted is told then; never, where it was told before or is not. */
const moments: readonly {
  readonly minute: number;
  readonly since: readonly (number | undefined)[];
  readonly within: number;
}[] = [
  // the second begins from 0 again
  { minute: 66, since: [64, 64, undefined], within: stretched },
  // the third is new, or has been gone for longer than an hour: its first sample tells nothing
  { minute: 70, since: [68, 68, 69], within: exactly },
  // it begins from 0 again, and has soon counted more than before
  { minute: 74, since: [72, 72, 72], within: stretched },
  { minute: 116, since: [undefined, 114, undefined], within: exactly },
  // the first answers again
  { minute: 118, since: [76, 116, undefined], within: exactly },
  { minute: 130, since: [128, 128, undefined], within: exactly },
];

/**
 * Counters that are new within a step, that begin from 0 again, and that are not scraped for a while: a step has what they have shown. Only where a step
 * is the difference of what they have shown.
 */
export function restarts({ input, objective, isCounted, perMinute }: Subject): readonly Scenario[] {
  const all = [...input.always, ...input.bad];
  const isShown =
    isCounted && objective.excludes.length > 0 && all.every(({ observes }) => observes === undefined);
  if (!isShown || input.pods < 2) return [];
  const firsts = all.filter(({ share }) => share.isFirst);
  const seconds = all.filter(({ share }) => !share.isFirst);
  const thirds = seconds.map((series): InputSeries => ({
    ...series,
    labels: { ...series.labels, pod: 'new', instance: '10.0.0.3:8080' },
    startsAt: 100,
  }));
  const feeds = [
    { series: firsts, phases: first },
    { series: seconds, phases: second },
    { series: thirds, phases: third },
  ];
  const counted = (
    which: readonly InputSeries['grows'][],
    { since }: (typeof moments)[number],
    minute: number,
  ) =>
    feeds.reduce((sum, { series, phases }, index) => {
      const from = since[index];
      const of = series.filter(({ grows }) => which.includes(grows));
      return from === undefined
        ? sum
        : sum +
            of.reduce(
              (before, each) =>
                before + sumBetween(phases, from, minute, (phase) => growthOf(each, phase, perMinute)),
              0,
            );
    }, 0);
  const isPart = all.some(({ grows }) => grows === 'bad');
  const hasAll = all.some(({ grows }) => grows === 'all');
  return [
    {
      name: 'counters that are new, that begin from 0 again, or that are not scraped for a while: a step has what they have shown',
      perMinute,
      feeds,
      beside: [],
      checks: moments.flatMap((moment): readonly Check[] => {
        const { minute, within } = moment;
        const total = counted(hasAll ? ['all'] : ['good', 'bad'], moment, minute);
        const failed = isPart ? counted(['bad'], moment, minute) : total - counted(['good'], moment, minute);
        return [
          { minute, series: steps.total, value: total, within },
          { minute, series: steps.bad, value: failed, within },
        ];
      }),
    },
  ];
}
