import type { MonitoredServiceSummary } from '../constructs/monitored-service';
import { formatDuration } from '../contract/duration';
import { detections } from '../objectives/detection';
import { leftOut, pagingRows } from '../objectives/paging-table';
import type { AnsweredProblem } from '../problem/answers';
import { placeOf } from '../problem/render';
import { masked } from '../secrets/masked';
import { plainDecimal } from '../promql/syntax/decimal';
import type { ObjectiveRules } from '../rules/objectives/groups';
import { windowName } from '../objectives/windows';

/** What a run says of its services: one line each, what was made and what it costs, and below it what will page for its objectives. */
export function summarize(
  parts: readonly ServicesOfPart[],
  written: {
    readonly files: number;
    readonly objects: number;
    readonly folder: string;
    readonly answered: readonly AnsweredProblem[];
  },
): string {
  return [
    ...parts.flatMap(partLines),
    ...written.answered.map(answeredLine),
    `${written.objects} objects in ${written.files} files in ${written.folder}/`,
  ].join('\n');
}

/** The services of an environment, or of a program without any. */
export interface ServicesOfPart {
  /** @default - the program has no environments */
  readonly environment?: string;
  readonly services: readonly MonitoredServiceSummary[];
}

function partLines({ environment, services }: ServicesOfPart): string[] {
  const lines = [...services]
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1))
    .flatMap((service) => [serviceLine(service), ...service.objectives.flatMap(objectiveLines)]);
  return environment === undefined ? lines : [`${environment}:`, ...lines.map((line) => `  ${line}`)];
}

function serviceLine(service: MonitoredServiceSummary): string {
  const { namespace, name, recordingRules, alerts, series, scrapeInterval } = service;
  return [
    `${namespace}/${name}`,
    `scraped every ${formatDuration(scrapeInterval)}`,
    `${recordingRules} recording rules`,
    ...(alerts === 0 ? [] : [`${alerts} alerts`]),
    `at most ${series.perPod.toLocaleString('en-US')} series per pod, ${series.total.toLocaleString('en-US')} in ${series.pods} pods`,
  ].join('  ');
}

/** A problem that is kept, why, and until when. */
function answeredLine({ problem, answer: { reason, until } }: AnsweredProblem): string {
  const end = until === undefined ? '' : ` (until ${until})`;
  return `answered: ${problem.severity} ${problem.id} [${placeOf(problem)}]${end}: ${masked(reason)}`;
}

/** What fires first at some error rates, and what never can. */
function objectiveLines({ objective, policy }: ObjectiveRules): string[] {
  const rows = pagingRows(detections(objective, policy)).map(({ errorRate, alert, after, budgetGone }) => {
    const fires =
      after === '' ? alert : `${alert.padEnd(15)} after ${after.padEnd(7)} ${budgetGone} of the budget gone`;
    return `    ${errorRate.padStart(5)} bad  ${fires}`;
  });
  return [
    `  ${objective.name}  ${plainDecimal(objective.objective)} % over ${windowName(objective.window)}`,
    ...rows,
    ...leftOut(policy).map((reason) => `    left out: ${reason}`),
  ];
}
