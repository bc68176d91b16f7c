import { describeSampleOnPrometheus } from '../../../../../tools/prometheus/suite';
import { isLeftOpen } from '../../model';
import { budgetLeft, measuredSeries, valueOf } from './errors';
import { receiver } from './on-server';
import { ofRequests } from './objectives';
import { three } from './scenarios';
import { between, type Stream } from './stream';

const hour = 3600;
const day = 86_400;
const late = 150;
const within = 0.01;

const stream: Stream = {
  pods: three({
    good: between(hour + 437, hour + 1637, 6, 10),
    bad: between(hour + 437, hour + 1637, 4, 0.2),
  }),
  seconds: 2.5 * hour,
  jitter: 5,
};

describeSampleOnPrometheus('what is derived', 3, (prometheus) => {
  const play = receiver(prometheus);

  test('is never more than 150 s late on clean data, nor ahead', async () => {
    const derived = ['slo:sli_error:ratio_rate1d', 'slo:sli_error:ratio_rate2h'];
    const replay = await play({ objective: ofRequests(), wanted: [...measuredSeries, ...derived], stream });
    const { events } = replay.truth;
    // in 2.x a window holds its very start, and so a step more
    const more = isLeftOpen(prometheus) ? 0 : 120;
    const ratio = (window: number) => (at: number) => {
      const { bad, total } = events(at - window - more, at);
      return bad / total;
    };
    const truths: Readonly<Record<string, (at: number) => number>> = {
      'slo:sli_total:increase7d': (at) => events(0, at).total,
      'slo:sli_bad:increase7d': (at) => events(0, at).bad,
      'slo:sli_error:ratio_rate7d': ratio(7 * day),
      'slo:sli_error:ratio_rate1d': ratio(day),
      'slo:sli_error:ratio_rate2h': ratio(2 * hour),
      'slo:error_budget_remaining:ratio': (at) => budgetLeft(events(0, at), at),
    };
    const slow = replay.evaluations.filter(({ group, at }) => group === 'slow' && at > 0.5 * hour);
    const wrong = slow.flatMap((evaluation, index) =>
      Object.entries(truths).flatMap(([record, truth]) => {
        const value = valueOf(evaluation, record) ?? NaN;
        const next = slow[index + 1]?.at ?? evaluation.at + 120;
        return [evaluation.at, next - 1].flatMap((moment) => {
          // what is true at some moment of the last 150 s
          const recent = Array.from({ length: late + 1 }, (_, ago) => truth(moment - ago));
          const most = Math.max(...recent);
          const least = Math.min(...recent);
          // of the budget, in points of the whole, or of what was spent
          const scale = record.endsWith('remaining:ratio')
            ? Math.max(1, 1 - least)
            : Math.max(Math.abs(most), Math.abs(least));
          const slack = within * scale;
          return value >= least - slack && value <= most + slack
            ? []
            : [{ record, moment, value, least, most }];
        });
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('agrees in two replicas with other moments of scrapes and evaluations', async () => {
    const replicas = [0, 47].map((offset) =>
      play({ objective: ofRequests(), wanted: measuredSeries, stream, offset }),
    );
    const [one, other] = await Promise.all(replicas);
    for (const record of [
      'slo:sli_total:increase7d',
      'slo:sli_bad:increase7d',
      'slo:sli_error:ratio_rate7d',
    ]) {
      for (const moment of [1.6 * hour, 2 * hour, 2.4 * hour]) {
        const values = [one, other].map((replay) => {
          const found = replay?.evaluations.find(({ group, at }) => group === 'slow' && at >= moment);
          return found === undefined ? NaN : (valueOf(found, record) ?? NaN);
        });
        const [first = NaN, second = NaN] = values;
        expect(Math.abs(first / second - 1)).toBeLessThanOrEqual(0.01);
      }
    }
  });
});
