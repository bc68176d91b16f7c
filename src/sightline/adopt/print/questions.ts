import { helpOfManyWorkers } from '../../verify/check-text';
import type { Adopted } from '../adopted';
import type { AdoptedMetric } from '../adopted-metric';
import { unknownHelp } from '../candidate';
import { commentWidth, listed, question, questionMark } from './comments';

/** A question that may be asked about a metric. */
interface MetricQuestion {
  readonly asks: (metric: AdoptedMetric, pages: number) => boolean;

  /** About one metric. */
  readonly ofOne: (metric: AdoptedMetric, pages: number) => string;

  /** About several, whose names follow. */
  readonly ofAll: string;
}

const metricQuestions: readonly MetricQuestion[] = [
  {
    asks: ({ form, declaration: { help } }) =>
      form !== 'pack' && (help === unknownHelp || help === helpOfManyWorkers),
    ofOne: ({ declaration: { name } }) =>
      `the page does not say what '${name}' is: what does it count or measure?`,
    ofAll: 'the page does not say what these are: what do they count or measure?',
  },
  {
    asks: ({ declaration: { type } }) => type === 'native histogram',
    ofOne: ({ declaration: { name } }) =>
      `'${name}' has no bucket but that of all: is it a native histogram, of which a page shows no more?`,
    ofAll: 'these have no bucket but that of all: are they native histograms, of which a page shows no more?',
  },
  {
    asks: ({ observed }, pages) => observed.pages.length < pages,
    ofOne: ({ declaration: { name }, observed }, pages) =>
      `'${name}' is on ${observed.pages.length} of ${pages} pages: can it be there from the start?`,
    ofAll: 'these are not on all pages: can they be there from the start?',
  },
  {
    asks: ({ declaration: { maxSeries } }) => maxSeries !== undefined,
    ofOne: ({ declaration: { name }, observed }) =>
      `'${name}' has ${observed.series} series, and its labels allow many more: which of them belong together ('together')?`,
    ofAll: "the labels of these allow many more series than there are: which belong together ('together')?",
  },
];

/** More metrics than this are asked about together. */
const few = 2;

/** What is asked about metrics. */
export interface QuestionLines {
  /** What is asked about many at once. */
  readonly ofAll: readonly string[];

  /** What is asked about single metrics. */
  readonly ofOne: ReadonlyMap<AdoptedMetric, readonly string[]>;
}

/** What is asked about the metrics of a contract: each question once where many have it. */
export function questionsAbout({ metrics, pages }: Pick<Adopted, 'metrics' | 'pages'>): QuestionLines {
  const ofAll: string[] = [];
  const ofOne = new Map<AdoptedMetric, string[]>();
  for (const each of metricQuestions) {
    const asked = metrics.filter((metric) => each.asks(metric, pages));
    if (asked.length > few)
      ofAll.push(
        ...listed(
          `${questionMark}${each.ofAll}`,
          asked.map(({ declaration: { name } }) => name),
          commentWidth,
        ),
      );
    else
      for (const metric of asked)
        ofOne.set(metric, [...(ofOne.get(metric) ?? []), question(each.ofOne(metric, pages))]);
  }
  return { ofAll, ofOne };
}
