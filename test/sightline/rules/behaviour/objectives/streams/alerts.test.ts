import { sampleOf } from '../../../../../sampling';
import { describeSampleOnPrometheus, majorOf } from '../../../../../tools/prometheus/suite';
import { burns, firstSecond, isSpent, tiers } from './expected';
import { fired, firingOf } from './firing';
import { receiver } from './on-server';
import { ofLatency, ofRequests } from './objectives';
import { three } from './scenarios';
import { always, between } from './stream';

const minute = 60;
const hour = 3600;

/** What is told when a budget goes. */
const burnAlerts = [...Object.values(tiers).map(({ alert }) => alert), 'ErrorBudgetExhausted'];

/** A scrape sees what happened up to half a minute before. */
const scrape = 30;

describeSampleOnPrometheus('an alert on a burn rate', 3, (prometheus) => {
  const play = receiver(prometheus);

  test.each(sampleOf([0.8, 0.1, 0.01, 0.003], 4, majorOf(prometheus)))(
    'fires when the events say so, where a share of %d of them is bad',
    async (share) => {
      const start = hour + 100;
      const seconds = 3 * hour;
      const pods = three({
        good: between(start, seconds, 10 * (1 - share), 10),
        bad: between(start, seconds, 10 * share),
      });
      const played = await play({ objective: ofRequests(), wanted: burnAlerts, stream: { pods, seconds } });
      const { truth } = played;
      for (const tier of Object.values(tiers)) {
        const expected = firstSecond((second) => burns(truth, tier, second), start, seconds);
        const found = firingOf(played, tier.alert)[0]?.from;
        if (expected === undefined) expect([tier.alert, found]).toEqual([tier.alert, undefined]);
        else {
          expect(found).toBeGreaterThanOrEqual(expected - tier.every);
          expect(found).toBeLessThanOrEqual(expected + tier.every + scrape);
        }
      }
      const spent = firstSecond((second) => isSpent(truth, second), start, seconds);
      const found = firingOf(played, 'ErrorBudgetExhausted')[0]?.from;
      if (spent === undefined || spent + 10 * minute > seconds) expect(found).toBeUndefined();
      else {
        expect(found).toBeGreaterThanOrEqual(spent + 10 * minute - 120);
        expect(found).toBeLessThanOrEqual(spent + 10 * minute + 120 + scrape);
      }
    },
  );

  test('goes on for half an hour after its windows are clear, since a slower one pages too; that one ends at once', async () => {
    const [from, to] = [hour, 1.5 * hour];
    const seconds = 3 * hour;
    const pods = three({ good: between(from, to, 5, 10), bad: between(from, to, 5) });
    const played = await play({
      objective: ofRequests(),
      wanted: [tiers.fast.alert, tiers.medium.alert],
      stream: { pods, seconds },
    });
    for (const [tier, kept] of [
      [tiers.fast, 30 * minute],
      [tiers.medium, 0],
    ] as const) {
      const clear = firstSecond((second) => !burns(played.truth, tier, second), to, seconds) ?? NaN;
      const found = firingOf(played, tier.alert);
      expect(found).toHaveLength(1);
      // its evaluations and scrapes are late, when it starts to be kept and when it ends
      expect(found[0]?.to).toBeGreaterThanOrEqual(clear + kept - tier.every);
      expect(found[0]?.to).toBeLessThanOrEqual(clear + kept + 2 * tier.every + scrape);
    }
  });

  const ends = [
    ['the pods are gone', ofLatency(), { to: 0.8 * hour }],
    ['no request comes', ofRequests(), {}],
  ] as const;

  test.each(sampleOf(ends, 2, majorOf(prometheus)))(
    'ends when its failures have left the short window, and does not come back, where %s',
    async (_what, objective, pod) => {
      const to = 0.8 * hour;
      const pods = three({ from: 300, ...pod, good: between(300, to, 3.3), bad: between(300, to, 0.7) });
      const played = await play({
        objective,
        wanted: burnAlerts,
        stream: { pods, seconds: 3.2 * hour, jitter: 10 },
      });
      for (const [{ alert, every }, short] of [
        [tiers.medium, 0.5 * hour],
        [tiers.slow, 2 * hour],
      ] as const) {
        const found = firingOf(played, alert);
        expect(found).toHaveLength(1);
        expect(found[0]?.to).toBeGreaterThanOrEqual(to + short - every - scrape);
        expect(found[0]?.to).toBeLessThanOrEqual(to + short + every + scrape);
      }
    },
  );

  describe('of few events', () => {
    const quiet = { good: always(0.2), bad: always(0) };
    const failing = (...seconds: readonly number[]) => ({
      ...quiet,
      bad: (second: number) => (seconds.includes(second) ? 1 : 0),
    });
    const firedFor = async (bad: readonly number[], lazy: boolean) => {
      const pods = [{ name: 'new', from: 1, lazy, ...failing(...bad) }];
      return fired(
        await play({ objective: ofRequests(), wanted: burnAlerts, stream: { pods, seconds: 1.3 * hour } }),
      );
    };

    test.each(sampleOf([true, false], 2, majorOf(prometheus)))(
      'is silent for one failure 100 s after the start (counter begins with it: %s)',
      async (lazy) => {
        expect(await firedFor([100], lazy)).toEqual([]);
      },
    );

    test.each(sampleOf([true, false], 2, majorOf(prometheus)))(
      'is silent for two failures in the first two scrapes of a new pod (counter begins with them: %s)',
      async (lazy) => {
        expect(await firedFor([2, 33], lazy)).toEqual([]);
      },
    );

    test('fires for three of them', async () => {
      expect(await firedFor([40, 70, 100], false)).toEqual(Object.values(tiers).map(({ alert }) => alert));
    });

    test('is silent for one failure of a pod and one of the pod that replaces it', async () => {
      const pods = [
        { name: 'a', from: 1, to: 0.5 * hour, ...failing(200) },
        { name: 'b', from: 0.5 * hour, lazy: true, ...failing(0.5 * hour + 40) },
      ];
      const stream = { pods, seconds: 1.3 * hour };
      expect(fired(await play({ objective: ofRequests(), wanted: burnAlerts, stream }))).toEqual([]);
    });
  });
});
