import type { Indicator } from './objective';
import { age, burnRate, errorPercent, exhaustion, remaining, remainingRatio } from './recorded-series';
import type { SeriesModel } from './series-model';

/** A series with the question that it answers for whoever is on call. */
export interface AskedSeries extends SeriesModel {
  readonly question: string;
}

/** The series that answer the questions of whoever is on call, in the order in which they are asked. */
export function askedSeries({ type }: Indicator): readonly AskedSeries[] {
  const all = [errorPercent, burnRate, exhaustion, remainingRatio, remaining, age];
  return all.flatMap((series) => {
    const { question } = series;
    if (question === undefined) return [];
    const events = question.endsWith('in events?');
    return [
      {
        ...series,
        question:
          type === 'gauge' && events ? question.replace('in events?', 'in seconds of a series?') : question,
      },
    ];
  });
}
