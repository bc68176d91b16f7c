import type { MissingData } from '../../../../../../src/sightline/objectives/objective-options';
import { sampleOf } from '../../../../../sampling';
import { describeSampleOnPrometheus } from '../../../../../tools/prometheus/suite';
import { measuredSeries, slowAt, valueOf } from './errors';
import { receiver } from './on-server';
import { ofLatency, ofRequests, ofTargets } from './objectives';
import { always, type Stream } from './stream';

const minute = 60;
const hour = 3600;

/** In these forty minutes there is no pod; before and after there is one without failures. */
const [from, to] = [hour, hour + 40 * minute];
const perSecond = 10;
const gone: Stream = {
  pods: [
    { name: 'before', to: from, good: always(perSecond), bad: always(0) },
    { name: 'after', from: to, good: always(perSecond), bad: always(0) },
  ],
  seconds: 2.5 * hour,
};

/** A time without data begins after so long: five minutes in which there is nothing, and a step. */
const noticed = 7 * minute;

describeSampleOnPrometheus('time without data', 2, (prometheus) => {
  const play = receiver(prometheus);

  const played = async (
    missingData: MissingData,
    kind: typeof ofRequests | typeof ofTargets | typeof ofLatency,
  ) => {
    const replay = await play({ objective: kind({ missingData }), wanted: measuredSeries, stream: gone });
    const found = (at: number) => {
      const [evaluation] = slowAt(replay, [at]);
      if (evaluation === undefined) throw new Error('nothing was evaluated');
      const read = (record: string) => valueOf(evaluation, record) ?? NaN;
      return { total: read('slo:sli_total:increase7d'), bad: read('slo:sli_bad:increase7d') };
    };
    return { ...replay, found };
  };

  const kinds = [
    ['requests', ofRequests, perSecond],
    ['latencies', ofLatency, perSecond],
    ['the time in which pods answer', ofTargets, 1],
  ] as const;

  describe.each(sampleOf(kinds, 3))('of an objective on %s', (_what, kind, pace) => {
    test('does not count unless the objective says so', async () => {
      const { found } = await played('ignored', kind);
      const real = (at: number) => pace * (Math.min(at, from) + Math.max(0, at - to));
      for (const at of [1.5 * hour, 2.4 * hour]) {
        expect(Math.abs(found(at).total / real(at) - 1)).toBeLessThan(0.02);
        expect(Math.abs(found(at).bad)).toBeLessThan(1);
      }
    });

    test.each(['good', 'bad'] as const)(
      'counts as %s, as much as there is on average',
      async (missingData) => {
        const { found } = await played(missingData, kind);
        const real = pace * (from + 2.4 * hour - to);
        const missing = {
          most: pace * (to - from + 2 * minute),
          least: 0.9 * pace * (to - from - noticed),
        };
        const { total, bad } = found(2.4 * hour);
        expect(total - real).toBeGreaterThan(missing.least);
        expect(total - real).toBeLessThan(missing.most);
        if (missingData === 'good') expect(Math.abs(bad)).toBeLessThan(1);
        else {
          expect(bad).toBeGreaterThan(missing.least);
          expect(bad).toBeLessThan(missing.most);
        }
      },
    );
  });

  test('is none where all is excluded: nothing of it is bad', async () => {
    const excludes = [{ why: 'maintenance', from: '01:00', to: '01:40' }];
    const replay = await play({
      objective: ofRequests({ missingData: 'bad', excludes }),
      wanted: measuredSeries,
      stream: { ...gone, pods: [{ name: 'a', good: always(perSecond), bad: always(0) }] },
    });
    const bad = slowAt(replay, [1.5 * hour, 2.4 * hour]).map((each) =>
      valueOf(each, 'slo:sli_bad:increase7d'),
    );
    expect(bad).toEqual([0, 0]);
  });

  test('is not counted twice where the counters tell later what happened in it', async () => {
    const replay = await play({
      objective: ofRequests({ missingData: 'good' }),
      wanted: measuredSeries,
      stream: {
        ...gone,
        pods: [
          {
            name: 'a',
            good: always(perSecond),
            bad: always(0),
            answers: (second) => second < from || second >= to,
          },
        ],
      },
    });
    const [evaluation] = slowAt(replay, [2.4 * hour]);
    if (evaluation === undefined) throw new Error('nothing was evaluated');
    const { total } = replay.truth.events(0, evaluation.at);
    const counted = valueOf(evaluation, 'slo:sli_total:increase7d') ?? NaN;
    // what happened before it was noticed stands for nothing, what came after for the average
    expect(counted).toBeLessThanOrEqual(total * 1.02);
    expect(counted).toBeGreaterThan(total - perSecond * 2 * noticed);
  });
});
