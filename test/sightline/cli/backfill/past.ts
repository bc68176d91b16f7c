/** Some days of a shop's counters as Prometheus scraped them, and an independent count of what happened. */
export interface Past {
  /** The samples, as OpenMetrics. */
  readonly samples: string;

  /** What was counted between two moments, by route, of the time in which anything was scraped. */
  readonly truth: (from: number, to: number, route?: string) => Events;

  /** For how many seconds the queue was too long, added up over the pods. */
  readonly longQueue: number;

  /** For how many seconds its length was known: a sample is good for five minutes. */
  readonly knownQueue: number;

  /** When nothing was scraped. */
  readonly gap: { readonly from: number; readonly to: number };

  /** When the shop was maintained, and failed. */
  readonly maintained: { readonly from: number; readonly to: number };
}

export interface Events {
  readonly total: number;
  readonly bad: number;
  readonly slow: number;
}

const hour = 3600;
const routes = ['/a', '/b'];
const pods = ['shop-1', 'shop-2'];

/** How often is scraped, in seconds. */
const interval = 60;

/**
 * @param end when the last sample was scraped, in seconds since 1970
 * @param days how long before that the shop began
 */
export function pastUntil(end: number, days: number): Past {
  const start = end - days * 24 * hour;
  const gap = { from: start + 20 * hour, to: start + 22 * hour };
  const maintained = { from: start + 30 * hour, to: start + 36 * hour };
  const incident = { from: start + 50 * hour, to: start + 51 * hour };
  const restart = start + 40 * hour + 17;
  const within = (at: number, span: { readonly from: number; readonly to: number }) =>
    at > span.from && at <= span.to;
  const lines = new Map<string, string[]>();
  const counts: (Events & { readonly at: number; readonly route: string })[] = [];
  let longQueue = 0;
  let knownQueue = 0;
  const write = (name: string, labels: string, value: number, at: number) => {
    const series = `${name}{namespace="retail",service="shop",${labels}}`;
    const known = lines.get(series) ?? [];
    lines.set(series, known);
    known.push(`${series} ${value} ${at.toFixed(3)}`);
  };
  for (const [index, pod] of pods.entries()) {
    const counted: Record<string, number> = {};
    let before = start;
    for (let at = start + index * 23; at <= end; at += interval) {
      if (at >= gap.from && at < gap.to) continue;
      // one pod is not reached now and then, and what it counts is seen later
      if (index === 1 && Math.floor((at - start) / 1200) % 12 === 1) continue;
      if (index === 0 && before < restart && at >= restart) for (const key in counted) counted[key] = 0;
      const seconds = at - before;
      const isSeen = before > start && !(before < gap.from && at >= gap.to);
      for (const route of routes) {
        const traffic = (6 - 5 * Math.cos(((at % (24 * hour)) / (24 * hour)) * 2 * Math.PI)) * seconds;
        const share = within(at, maintained)
          ? 0.1
          : within(at, incident)
            ? 0.3
            : route === '/a'
              ? 0.002
              : 0.001;
        const slow = traffic * (within(at, incident) ? 0.5 : 0.004);
        const add = (key: string, more: number): number => (counted[key] = (counted[key] ?? 0) + more);
        const place = `pod="${pod}",route="${route}"`;
        write('shop_orders_total', `${place},code="200"`, add(`${route} 200`, traffic * (1 - share)), at);
        write('shop_orders_total', `${place},code="500"`, add(`${route} 500`, traffic * share), at);
        write('shop_wait_seconds_count', place, add(`${route} all`, traffic), at);
        write('shop_wait_seconds_bucket', `${place},le="1.0"`, add(`${route} fast`, traffic - slow), at);
        if (isSeen) counts.push({ at, route, total: traffic, bad: traffic * share, slow });
      }
      const isLong = within(at, incident);
      write('shop_queue_length', `pod="${pod}"`, isLong ? 150 : 20, at);
      if (isLong) longQueue += Math.min(seconds, 300);
      knownQueue += Math.min(seconds, 300);
      before = at;
    }
  }
  const all = [...lines.values()].flat();
  return {
    samples: `${all.join('\n')}\n# EOF\n`,
    gap,
    maintained,
    longQueue,
    knownQueue,
    truth: (from, to, only) => {
      const sum = { total: 0, bad: 0, slow: 0 };
      for (const { at, route, total, bad, slow } of counts) {
        if (at <= from || at > to || (only !== undefined && only !== route)) continue;
        sum.total += total;
        sum.bad += bad;
        sum.slow += slow;
      }
      return sum;
    },
  };
}
