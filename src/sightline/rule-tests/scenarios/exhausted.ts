import { exhaustedAlertName } from '../../objectives/alert-names';
import { exhaustion, steps } from '../../objectives/recorded-series';
import { objectiveLabel } from '../../rules/objectives/series';
import type { Scenario } from '../scenario';
import { alertOf, type Subject } from '../subject';

/** For how long the budget must be spent, in minutes. */
const spentFor = 10;

/** More bad events than any budget of so short a time: a step that was recorded before. */
const many = 1e15;

/** The budget is spent by a step that was recorded before. */
export function exhausted(subject: Subject): Scenario | undefined {
  const { objective, target, input, perMinute } = subject;
  const { exhausted: severity } = objective.alerts;
  if (severity === false) return undefined;
  // the evaluation after it was recorded
  const spentAt = 4;
  const among = exhaustedAlertName;
  const alert = alertOf(subject, exhaustedAlertName, severity);
  return {
    name: `exhausted: ${exhaustedAlertName} fires when the budget is spent for ${spentFor} minutes`,
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases: [{ minutes: 40, bad: subject.budget * 2 }] }],
    beside: [
      {
        name: steps.bad.name,
        labels: { ...target, [objectiveLabel]: objective.name, ...input.group },
        values: `_x3 ${many}`,
      },
    ],
    checks: [
      { minute: spentAt, alerts: [], among },
      { minute: spentAt, alerts: [alert], among, state: 'pending' },
      { minute: spentAt + spentFor - 2, alerts: [], among },
      { minute: spentAt + spentFor + 2, alerts: [alert], among },
      { minute: spentAt + spentFor + 2, series: exhaustion, value: 0 },
    ],
  };
}
