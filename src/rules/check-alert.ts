import { positiveDuration } from '../contract/duration-rule';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import type { AlertingRule } from './rule';

/** The labels of a rule that say which target it is about; what writes them sets them. */
const identity = ['namespace', 'service'];

const labelName = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What is wrong with an alert apart from its expression. */
export function checkAlert(rule: AlertingRule): Problem[] {
  const problems: Problem[] = [];
  if (rule.alert.trim() === '') {
    problems.push(error('SCH002', "an alert must have a name in 'alert'", { fix: "such as 'QueueTooLong'" }));
  }
  for (const [option, value] of [
    ['for', rule.for],
    ['keepFiringFor', rule.keepFiringFor],
  ] as const) {
    if (value !== undefined && !positiveDuration.test(value)) {
      problems.push(error('OPT002', `'${option}' (${describe(value)}) must be ${positiveDuration.expected}`));
    }
  }
  for (const [label, value] of Object.entries(rule.labels)) {
    if (identity.includes(label)) {
      problems.push(
        error(
          'ALR404',
          `label '${label}' of alert '${rule.alert}' says which target it is about, and is set by it`,
          {
            fix: 'leave it out',
          },
        ),
      );
    } else if (label === 'alertname' || !labelName.test(label)) {
      problems.push(error('SCH004', `'${label}' is no name for a label of alert '${rule.alert}'`));
    }
    if (/\$value|\.Value\b/.test(value)) {
      problems.push(
        error(
          'ALR404',
          `label '${label}' of alert '${rule.alert}' holds the value, so each evaluation makes another alert`,
          { fix: 'say it in an annotation' },
        ),
      );
    }
  }
  return problems;
}
