import { defined } from '../problem/defined';
import { parseDuration } from '../contract/duration';
import type { MetricDeclaration } from '../contract/metric';
import type { ObjectiveDeclaration } from '../contract/objective';
import { made } from '../problem/made';
import type { Problem } from '../problem/problem';
import { below, distinct, hasErrors } from '../problem/problems';
import { partOf } from '../problem/read';
import { settled } from '../problem/settled';
import { checkShape, type Shape } from '../problem/shape';
import { checkNumbers, usualWindow, type LooseObjectiveOptions } from './check-options';
import { objective, type Indicator } from './objective';

/** One kind of objective: what its options must be, and what they come to. */
export interface ObjectiveKind<O extends LooseObjectiveOptions> {
  readonly shape: Shape<O>;

  /** What is wrong although the shape is right. */
  readonly check: (options: O) => readonly Problem[];

  readonly indicator: (options: O) => Indicator;

  /** The metrics that it is measured by. */
  readonly metrics: (options: O) => readonly MetricDeclaration[];

  /** How many bad events an alert needs where the options don't say. */
  readonly minimumBadEvents: number;
}

/** An objective from its options. Never throws: what is wrong is kept in `problems`. */
export function declareObjective<O extends LooseObjectiveOptions>(
  given: unknown,
  kind: ObjectiveKind<O>,
): ObjectiveDeclaration {
  const read = settled(given);
  const name = partOf(read, 'name');
  const path = `objectives.${typeof name === 'string' ? name : ''}`;
  const problems = checkShape(read, kind.shape);
  const options = read as O; // used where its shape is right
  if (!hasErrors(problems)) problems.push(...checkNumbers(options), ...kind.check(options));
  if (hasErrors(problems)) {
    return made('objective', {
      name: typeof name === 'string' ? name : '',
      metrics: [],
      problems: below(path, distinct(problems)),
    });
  }
  const { window = usualWindow, by = [], description, owner, runbook, dashboard } = options;
  const { tiers = {}, exhausted = 'ticket' } = options.alerts ?? {};
  const { whenAbsent = 'page', absentFor, missingData = 'ignored', excludes = [] } = options;
  return objective({
    name: options.name,
    objective: options.objective,
    window: parseDuration(window) ?? 0,
    by,
    description,
    ...defined({ owner, runbook, dashboard }),
    minimumBadEvents: options.minimumBadEvents ?? kind.minimumBadEvents,
    alerts: { tiers, exhausted },
    absence: {
      severity: whenAbsent,
      ...(absentFor === undefined ? {} : { wait: parseDuration(absentFor) ?? 0 }),
      counts: missingData,
    },
    excludes,
    indicator: kind.indicator(options),
    metrics: kind.metrics(options),
    problems: below(path, problems),
  });
}
