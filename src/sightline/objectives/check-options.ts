import { parseDuration } from '../contract/duration';
import { object, optional, required, type Fields } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { refuse, warning } from '../problem/problems';
import { describe } from '../problem/read';
import { number, oneOf, text, type TextRule } from '../problem/scalar-shapes';
import { either, list } from '../problem/shape';
import { dnsLabel } from '../problem/text-rules';
import { lacks, type LabelSet } from '../promql/flow/labels';
import { unknownLabel } from '../promql/check/unknown-label';
import type { AlertSeverity } from './alert-severities';
import { budgetOf, exact } from './exact';
import { windowName } from './windows';
import { exclusionShape } from './exclusion-shape';
import type { AlertOptions, MissingData, ObjectiveOptions } from './objective-options';

const day = 86_400_000;

/** A budget of fewer events can't be told from chance: each bad one takes more than a tenth of it. */
const fewestBudgetEvents = 10;

/** The window of an objective that says none. */
export const usualWindow = '30d';

const days: TextRule = {
  test: (written) => {
    const length = parseDuration(written) ?? 0;
    return length % day === 0 && length >= 7 * day && length <= 90 * day;
  },
  expected: 'whole days from 7d to 90d, such as 28d',
};

const link: TextRule = {
  test: (written) => /^https?:\/\/\S+$/.test(written),
  expected: 'a URL that starts with https:// or http://',
};

const wait: TextRule = {
  test: (written) => (parseDuration(written) ?? 0) >= 60_000,
  expected: "a duration of at least a minute, such as '2m'",
};

const severity = either(oneOf<AlertSeverity>('page', 'ticket'), oneOf(false));

/** The options of every objective, their labels and numbers left to the run-time checks. */
export type LooseObjectiveOptions = ObjectiveOptions<number, readonly string[]>;

/** The fields of every objective, for a shape that adds its own. */
export const commonFields: Fields<LooseObjectiveOptions> = {
  name: required(text(dnsLabel)),
  objective: required(number()), // the same type, written with its refusal
  description: required(text()),
  window: optional(text(days)),
  by: optional(list(text())),
  owner: optional(text()),
  runbook: optional(text(link)),
  dashboard: optional(text(link)),
  minimumBadEvents: optional(number({ min: 0 })),
  expectedRate: optional(number({ above: 0 })),
  alerts: optional(
    object<AlertOptions>({
      tiers: optional(
        object<NonNullable<AlertOptions['tiers']>>({
          fast: optional(severity),
          medium: optional(severity),
          slow: optional(severity),
          long: optional(severity),
        }),
      ),
      exhausted: optional(severity),
    }),
  ),
  whenAbsent: optional(severity),
  absentFor: optional(text(wait)),
  missingData: optional(oneOf<MissingData>('ignored', 'good', 'bad')),
  excludes: optional(list(exclusionShape)),
};

/** Labels that are not on all of the series. */
export function checkBy(by: readonly string[], series: readonly (readonly [string, LabelSet])[]): Problem[] {
  return series.flatMap(([name, labels]) =>
    by
      .filter((label) => lacks(labels, label))
      .map((label) => ({ ...unknownLabel(label, labels, `'by' for '${name}'`), path: 'by' })),
  );
}

/** What is wrong with the numbers of an objective, each of which by itself is right. */
export function checkNumbers({
  objective,
  window = usualWindow,
  expectedRate,
}: LooseObjectiveOptions): Problem[] {
  const path = 'objective';
  if (!(objective >= 1 && objective < 100)) {
    const fix =
      objective > 0 && objective < 1 ? { fix: `write ${exact(objective * 100)} for that share` } : {};
    return [refuse('objectiveRange', `'objective' (${describe(objective)})`, { path, ...fix })];
  }
  const problems: Problem[] = [];
  const length = parseDuration(window) ?? 0;
  const events = exact(((expectedRate ?? Infinity) * length * budgetOf(objective)) / 1000);
  if (events < fewestBudgetEvents) {
    problems.push(
      warning(
        'ALR426',
        `'objective' (${objective} %) allows for ${Number(events.toPrecision(2))} bad events in ${windowName(length)} at ${expectedRate} a second: one takes ${Math.round(100 / events)} % of the budget`,
        { path, fix: 'lower the objective, lengthen the window, or count smaller events' },
      ),
    );
  }
  return problems;
}
