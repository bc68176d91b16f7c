import type { Duration } from '../../contract/duration-literal';
import { formatDuration } from '../../contract/duration';
import { incidentLabels } from '../../objectives/alert-tiers';
import type { Objective } from '../../objectives/objective';
import type { SeriesModel } from '../../objectives/series-model';
import { recorded, type RecordedSeries } from '../../promql/build/recorded';
import type { AnyVector } from '../../promql/build/vector';
import type { RecordingRule } from '../rule';

/** The label that tells the objectives of a service apart. */
export const objectiveLabel = 'slo';

/** What a rule says beside its expression. */
export interface RecordOptions {
  /**
   * Labels of the series, beside those of the objective.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Series that it reads as the evaluation before has left them, since they are recorded later in its group or by itself.
   *
   * @default - none
   */
  readonly remembered?: readonly SeriesModel[];
}

/** What is recorded for one objective: written with its name as a label, and read by it. */
export interface ObjectiveSeries {
  /** A rule that records a series of the objective. */
  readonly record: (series: SeriesModel, expression: AnyVector, options?: RecordOptions) => RecordingRule;

  /** A series that another of its rules records, with the labels that the objective is kept by. */
  readonly read: (series: SeriesModel) => RecordedSeries<string>;

  /** A series that there is one of for the whole objective. */
  readonly readOne: (series: SeriesModel) => RecordedSeries<string>;
}

/** The series of an objective. */
export function objectiveSeries({ name: slo, by }: Pick<Objective, 'name' | 'by'>): ObjectiveSeries {
  const read = (labels: readonly string[]) => (series: SeriesModel) =>
    recorded<string>(series.name, [...incidentLabels, ...labels]).where({ [objectiveLabel]: slo });
  return {
    record: ({ name: record }, expression, { labels = {}, remembered = [] } = {}) => ({
      record,
      expression,
      labels: { [objectiveLabel]: slo, ...labels },
      ...(remembered.length === 0 ? {} : { remembered: remembered.map(({ name }) => name) }),
    }),
    read: read(by),
    readOne: read([]),
  };
}

/** The evaluation before is at least so long ago, in milliseconds. */
export const sinceBefore = 15_000;

/** The one of an evaluation belongs to each series of an objective. */
export const toEach = { on: [], groupLeft: [] } as const;

/** A length of time as a window. */
export function windowOf(milliseconds: number): Duration {
  return formatDuration(milliseconds) as Duration; // a duration, though the template type can't name every one
}
