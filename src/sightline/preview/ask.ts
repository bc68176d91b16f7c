import type { BoundDashboard } from '../dashboards/dashboard';
import type { Panel } from '../dashboards/panel';
import { readSamples } from '../prometheus/answers';
import { codeOf, messageOf } from '../prometheus/node-error';
import type { Client, Params } from '../prometheus/client';
import { fillVariables, type Choices } from './fill-variables';
import { heatMapData } from './heat-map-data';
import type { PanelAnswer, PreviewMark, PreviewProblem } from './model';
import { graphData, gridOf, numberData, tableData, type Grid, type WireSeries } from './panel-data';
import type { PreviewedDashboard } from './preview-source';

/** Why there is no data, for the page. */
export class NoData extends Error {
  override readonly name = 'NoData';

  constructor(readonly problem: PreviewProblem) {
    super(problem.text);
  }
}

/** What is looked at. */
export interface Look {
  /** The present, in seconds since 1970. */
  readonly now: number;

  /** How far back, in seconds. */
  readonly range: number;
  readonly choices: Choices;
}

/** Points of a graph at most; a heat map has columns that can be told apart. */
const mostPoints = { graph: 240, heatmap: 80 };

/**
 * Asks Prometheus for what a panel shows.
 *
 * @throws NoData if there is none to be had
 */
export async function askPanel(
  prometheus: Client,
  { scrapeInterval }: Pick<PreviewedDashboard, 'scrapeInterval'>,
  { variables }: Pick<BoundDashboard, 'variables'>,
  { kind, queries }: Panel<string>,
  { now, range, choices }: Look,
): Promise<PanelAnswer> {
  const isHeatMap = kind === 'heatmap';
  const step = stepOf(range, isHeatMap ? mostPoints.heatmap : mostPoints.graph, scrapeInterval);
  const texts = queries.map(({ expression }) =>
    fillVariables(expression, { variables, choices, step, scrapeInterval }),
  );
  if (kind === 'graph' || isHeatMap) {
    const grid = gridOf(now, range, step);
    const answers = await Promise.all(
      queries.map(async (query, at) => ({ query, ...(await askRange(prometheus, texts[at] ?? '', grid)) })),
    );
    const data = isHeatMap
      ? heatMapData(
          grid,
          answers.flatMap(({ series }) => series),
        )
      : graphData(grid, answers);
    return { data, queries: texts, warnings: distinct(answers) };
  }
  const answers = await Promise.all(
    texts.map(async (query) => {
      const { data, warnings } = await ask(prometheus, 'query', { query, time: now });
      return { samples: readSamples(data), warnings };
    }),
  );
  const samples = answers.map((answer) => answer.samples);
  const data = kind === 'table' ? tableData(queries, samples) : numberData(samples.flat());
  return { data, queries: texts, warnings: distinct(answers) };
}

/**
 * The values that a variable can have now.
 *
 * @throws NoData if there are none to be had
 */
export async function askValues(
  prometheus: Client,
  { label, of }: { readonly label: string; readonly of: string },
): Promise<readonly string[]> {
  const { data } = await ask(prometheus, 'query', { query: `group by (${label}) (${of})` });
  return readSamples(data)
    .flatMap(({ labels }) => labels[label] ?? [])
    .sort();
}

/**
 * When the annotations of a dashboard were so: alerts that fired, deploys.
 *
 * @throws NoData if it can't be had
 */
export async function askMarks(
  prometheus: Client,
  { scrapeInterval }: Pick<PreviewedDashboard, 'scrapeInterval'>,
  { variables, annotations }: Pick<BoundDashboard, 'variables' | 'annotations'>,
  { now, range, choices }: Look,
): Promise<readonly PreviewMark[]> {
  const grid = gridOf(now, range, stepOf(range, mostPoints.graph, scrapeInterval));
  const filling = { variables, choices, step: grid.step, scrapeInterval };
  const marks = await Promise.all(
    annotations.map(async ({ name, color = 'wrong', expression }) => {
      const { series } = await askRange(prometheus, fillVariables(expression, filling), grid);
      return spansOf(series, grid.step).map((span) => ({ name, color, ...span }));
    }),
  );
  return marks.flat();
}

/** The times in which any of some series has values, without a gap between two points. */
function spansOf(series: readonly WireSeries[], step: number): readonly Pick<PreviewMark, 'from' | 'to'>[] {
  const times = new Set(series.flatMap(({ values = [] }) => values.map(([time]) => time)));
  const spans: { from: number; to: number }[] = [];
  for (const time of [...times].sort((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && time - last.to <= step * 1.5) last.to = time;
    else spans.push({ from: time, to: time });
  }
  return spans;
}

async function askRange(prometheus: Client, query: string, { start, end, step }: Grid) {
  const { data, warnings } = await ask(prometheus, 'query_range', { query, start, end, step });
  // the API documents that query_range always gives a matrix
  const { result } = data as { readonly result: readonly WireSeries[] };
  return { series: result, warnings };
}

/**
 * Asks the API, and says why it has no answer.
 *
 * @throws NoData if it has none
 */
export async function ask(prometheus: Client, path: string, params?: Params) {
  const answer = await prometheus.api(path, params).catch((failure: unknown) => {
    throw new NoData({ kind: 'unreachable', text: whyUnreachable(failure) });
  });
  if (answer.ok) return answer;
  throw new NoData({ kind: 'refused', text: `${answer.errorType}: ${answer.error}` });
}

/** `fetch` says only that it failed; why is in the cause, which has only a code where several addresses were tried. */
function whyUnreachable(failure: unknown): string {
  const { cause } = failure as { readonly cause?: unknown }; // what `fetch` throws is an object
  if (cause === undefined) return messageOf(failure);
  const message = messageOf(cause);
  return message === '' ? (codeOf(cause) ?? messageOf(failure)) : message;
}

/** Seconds between two points: whole ones, as few points as can be told apart, and not more than there are scrapes. */
function stepOf(range: number, points: number, scrapeInterval: number): number {
  return Math.max(1, Math.ceil(scrapeInterval), Math.ceil(range / points));
}

function distinct(answers: readonly { readonly warnings: readonly string[] }[]): readonly string[] {
  return [...new Set(answers.flatMap(({ warnings }) => warnings))];
}
