import { positiveDuration } from '../contract/duration-rule';
import { identityLabelNames } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { describe } from '../problem/read';
import { seriesLabel } from '../problem/text-rules';
import type { SeverityLabels } from '../objectives/alert-severities';
import type { Flow } from '../promql/flow/flow';
import type { Dialect } from '../promql/syntax/dialect';
import { type AskedProblems, checkTemplates } from './template/check-template';
import type { AlertingRule } from './rule';

/**
 * What is wrong with an alert apart from its expression.
 *
 * @param flow what is known of the result of its expression
 * @param severities what the label `severity` can say, by the routes of the stack
 * @param dialect the Prometheus that evaluates it
 * @param asked what is wrong with an expression that a text asks for. Default: nothing is known of series
 */
export function checkAlert(
  rule: AlertingRule,
  flow: Flow,
  severities: SeverityLabels,
  dialect: Dialect = {},
  asked?: AskedProblems,
): Problem[] {
  const problems: Problem[] = [
    ...checkSeverity(rule, severities),
    ...checkTemplates(rule, flow, dialect, asked),
  ];
  if (rule.alert.trim() === '') {
    problems.push(error('ALR421', "an alert must have a name in 'alert'", { fix: "such as 'QueueTooLong'" }));
  }
  for (const [option, value] of [
    ['for', rule.for],
    ['keepFiringFor', rule.keepFiringFor],
  ] as const) {
    if (value !== undefined && !positiveDuration.test(value)) {
      problems.push(error('OPT002', `'${option}' (${describe(value)}) must be ${positiveDuration.expected}`));
    }
  }
  for (const [label, value] of Object.entries(rule.labels ?? {})) {
    if (identityLabelNames.some((name) => name === label)) {
      problems.push(
        error(
          'ALR423',
          `label '${label}' of alert '${rule.alert}' says which target it is about, and is set by it`,
          {
            fix: 'leave it out',
          },
        ),
      );
    } else if (label === 'alertname' || !seriesLabel.test(label)) {
      problems.push(error('ALR422', `'${label}' is no name for a label of alert '${rule.alert}'`));
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

/** An alert that no route by severity takes is told to whoever is told of the rest, or to nobody. */
function checkSeverity(
  { alert, severity, labels = {} }: AlertingRule,
  severities: SeverityLabels,
): Problem[] {
  const said = labels['severity'];
  if (severity !== undefined) {
    if (said === undefined) return [];
    return [
      error(
        'ALR424',
        `alert '${alert}' says its severity twice: 'severity' (${severity}) and label 'severity' (${said})`,
        {
          fix: "leave the label out: the stack's own word for it is written",
        },
      ),
    ];
  }
  if (said === undefined) return [noSeverity(alert)];
  if (Object.values(severities).includes(said)) return [];
  return [
    warning(
      'ALR407',
      `label 'severity' (${said}) of alert '${alert}' is no severity that the stack routes by`,
      {
        fix:
          said in severities
            ? `say severity: '${said}' in place of the label`
            : `say severity: 'page' or 'ticket', which become '${severities.page}' and '${severities.ticket}'`,
      },
    ),
  ];
}

function noSeverity(alert: string): Problem {
  return warning('ALR407', `alert '${alert}' has no severity, so no route by severity takes it`, {
    fix: "say severity: 'page' or 'ticket'",
  });
}
