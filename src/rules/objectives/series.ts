import type { Duration } from '../../contract/duration-literal';
import { formatDuration } from '../../contract/duration';
import { incidentLabels } from '../../objectives/alert-tiers';
import type { Objective } from '../../objectives/objective';
import { recorded, type RecordedSeries } from '../../promql/typed/recorded';
import type { AnyVector } from '../../promql/typed/vector';
import type { RecordingRule } from '../rule';

/** The label that tells the objectives of a service apart. */
export const objectiveLabel = 'slo';

/** What is recorded for one objective: written with its name as a label, and read by it. */
export interface ObjectiveSeries {
  /** A rule that records a series of the objective. */
  readonly record: (
    name: string,
    expression: AnyVector,
    labels?: Readonly<Record<string, string>>,
  ) => RecordingRule;

  /** A series that another of its rules records. */
  readonly read: (name: string) => RecordedSeries<string>;
}

/** The series of an objective. */
export function objectiveSeries({ name: slo, by }: Pick<Objective, 'name' | 'by'>): ObjectiveSeries {
  return {
    record: (record, expression, labels = {}) => ({
      record,
      expression,
      labels: { [objectiveLabel]: slo, ...labels },
    }),
    read: (record) =>
      recorded<string>(record, [...incidentLabels, ...by]).where({
        [objectiveLabel]: slo,
      }),
  };
}

/** A length of time as a window. */
export function windowOf(milliseconds: number): Duration {
  return formatDuration(milliseconds) as Duration; // a duration, though the template type can't name every one
}
