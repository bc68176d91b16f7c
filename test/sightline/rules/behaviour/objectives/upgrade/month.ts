import type { Labels } from '../../../../../../src/sightline/prometheus/answers';
import { target } from '../objectives';
import type { Sent } from '../../../../../../tools/prometheus/remote-write';

const hour = 3600;
const day = 24 * hour;

/** Of how many seconds traffic is the same. */
const grain = 10;

/** How often the version before recorded its rates. */
const rated = 30;

/** What went on at a service before and after an upgrade, and an independent count of it. */
export interface Month {
  /** The rates of the version before, from a window before the upgrade up to it. */
  readonly rates: () => readonly Sent[];

  /** The service's own counters between two moments. */
  readonly counters: (from: number, to: number) => readonly Sent[];

  /** The rates, steps and facts that the version after records between two moments. */
  readonly steps: (from: number, to: number) => readonly Sent[];

  /** What happened between two moments, without the time in which nothing was measured. */
  readonly truth: (from: number, to: number) => { readonly total: number; readonly bad: number };
}

/**
 * Traffic by day and night, an incident, six hours in which nothing is measured, and an incident that goes on while the version is changed.
 *
 * @param upgrade the moment of the upgrade, in seconds since 1970
 * @param days how long before and after it
 */
export function monthAround(upgrade: number, days: number): Month {
  const start = upgrade - days * day - hour;
  const gap = { from: upgrade - 18 * day, to: upgrade - 18 * day + 6 * hour };
  const traffic = (at: number) => 11 - 9 * Math.cos(((at % day) / day) * 2 * Math.PI);
  const share = (at: number) => {
    if (at >= upgrade - 10 * day && at < upgrade - 10 * day + hour) return 0.02;
    return Math.abs(at - upgrade) < 20 * 60 ? 0.02 : 0.0002;
  };
  const count = Math.ceil((2 * days * day + 3 * day) / grain);
  const totals = new Float64Array(count + 1);
  const bads = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    const at = start + (index + 0.5) * grain;
    const events = at >= gap.from && at < gap.to ? 0 : traffic(at) * grain;
    totals[index + 1] = (totals[index] ?? 0) + events;
    bads[index + 1] = (bads[index] ?? 0) + events * share(at);
  }
  const until = (sums: Float64Array, at: number) => {
    const place = Math.min(count - 1, Math.max(0, (at - start) / grain));
    const index = Math.floor(place);
    const before = sums[index] ?? 0;
    return before + ((sums[index + 1] ?? 0) - before) * (place - index);
  };
  const between = (from: number, to: number) => ({
    total: until(totals, to) - until(totals, from),
    bad: until(bads, to) - until(bads, from),
  });
  const isMeasured = (at: number) => at < gap.from || at >= gap.to + 60;
  const both = (name: string, time: number, { total, bad }: { total: number; bad: number }): Sent[] => [
    { labels: labelsOf(`slo:sli_total:${name}`), time, value: total },
    { labels: labelsOf(`slo:sli_bad:${name}`), time, value: bad },
  ];
  const rateAt = (time: number): Sent[] => {
    const { total, bad } = between(Math.max(time - 300, time >= gap.to ? gap.to : 0), time);
    const seconds = time >= gap.to ? Math.min(300, time - gap.to) : 300;
    return both('rate5m', time, { total: total / seconds, bad: bad / seconds });
  };
  return {
    truth: between,
    rates: () =>
      timesBetween(start + 300, upgrade, rated)
        .filter(isMeasured)
        .flatMap(rateAt),
    counters: (from, to) =>
      timesBetween(from, to, 30).flatMap((time) => {
        const { total, bad } = between(start, time);
        const labels = { __name__: 'task_api_requests_total', ...target, pod: 'a', endpoint: '/tasks' };
        return [
          { labels: { ...labels, method: 'GET', status: '200' }, time, value: total - bad },
          { labels: { ...labels, method: 'GET', status: '500' }, time, value: bad },
        ];
      }),
    steps: (from, to) =>
      timesBetween(from, to, 120).flatMap((time) => [
        ...rateAt(time),
        ...both('increase2m', time, between(time - 120, time)),
        { labels: labelsOf('slo:sli_total:since'), time, value: time - 300 },
      ]),
  };
}

function labelsOf(name: string): Labels {
  return { __name__: name, ...target, slo: 'availability' };
}

/** Moments after one and up to another. */
function timesBetween(from: number, to: number, every: number): number[] {
  return Array.from({ length: Math.floor((to - from) / every) }, (_, index) => from + (index + 1) * every);
}
