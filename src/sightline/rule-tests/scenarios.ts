import type { BurnRateAlert } from '../objectives/alert-policy';
import { canFire } from '../objectives/alert-policy';
import { detections } from '../objectives/detection';
import { budgetOf, exact } from '../objectives/exact';
import type { Objective } from '../objectives/objective';
import {
  absentAlertName,
  age,
  burnAlertNames,
  burnRate,
  errorPercent,
  errorRatio,
  exhaustedAlertName,
  exhaustion,
  remainingRatio,
  unreachableAlertName,
} from '../objectives/recorded-series';
import type { Phase } from './timeline';

/** What must be so at a moment: a recorded series has a value or is absent, or exactly these alerts fire. */
export type Check =
  | {
      readonly minute: number;
      readonly series: string;
      readonly dividedBy?: number;
      readonly value: number | 'absent';
    }
  | { readonly minute: number; readonly firing: readonly string[]; readonly among: string };

/** Something that happens to a service, and what must come of it. */
export interface Scenario {
  readonly name: string;
  readonly phases: readonly Phase[];

  /** Whether the series that count bad events are there at all. */
  readonly badSeries: boolean;

  /**
   * Whether its target answers, as promtool writes the values of `up`.
   *
   * @default - nothing is said of it
   */
  readonly answers?: string;
  readonly checks: readonly Check[];
}

/** How often rules are evaluated in a test, in minutes: promtool takes one interval for all groups. */
export const evaluationMinutes = 2;

const minute = 60_000;
const fiveMinutes = 5 * minute;

/** Longer scenarios are left out, in minutes: they would take promtool longer than anybody waits. */
const longest = 12 * 60;

/** Every alert on a burn rate. */
const burns = 'ErrorBudgetBurn.+';

/**
 * What the rules of an objective are tried with. What is expected is calculated from the objective and its policy; nothing here evaluates a
 * rule.
 *
 * @param fractional whether a share of events can be bad; a gauge is either good or bad
 */
export function scenariosOf(
  objective: Objective,
  policy: readonly BurnRateAlert[],
  fractional: boolean,
): readonly Scenario[] {
  const all = [
    fractional ? healthy(objective, policy) : undefined,
    noErrors(objective),
    // a gauge has no traffic to miss
    fractional ? idle(objective) : undefined,
    fractional ? coldStart(objective) : undefined,
    outage(objective, policy),
    fractional ? slowBurn(objective, policy) : undefined,
    exhausted(objective),
    absent(objective),
    unreachable(objective),
    scaledToZero(objective),
  ];
  return all.filter(
    (scenario) => scenario !== undefined && lengthOf(scenario.phases) <= longest,
  ) as Scenario[]; // what is left is there
}

/** Of a whole window, how much there is data of after so many minutes, in the steps in which it is looked for. */
function coverageAt(minutes: number, { window }: Objective): number {
  return (minutes * minute) / window;
}

function lengthOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The windows of at most an hour whose ratio is recorded. */
function recordedWindows(policy: readonly BurnRateAlert[]): readonly number[] {
  const read = policy.filter(canFire).flatMap(({ long, short }) => [long, short]);
  return [...new Set([fiveMinutes, 60 * minute, ...read])].filter((window) => window <= 60 * minute);
}

function healthy(objective: Objective, policy: readonly BurnRateAlert[]): Scenario {
  const at = 90;
  const budget = budgetOf(objective.objective);
  return {
    name: 'healthy: half of what the budget allows is bad, and nobody is told',
    phases: [{ minutes: at, bad: budget / 2 }],
    badSeries: true,
    checks: [
      ...recordedWindows(policy).map((window): Check => ({
        minute: at,
        series: errorRatio(window).name,
        dividedBy: budget,
        value: 0.5,
      })),
      { minute: at, series: burnRate.name, value: 0.5 },
      { minute: at, series: remainingRatio.name, value: 1 - 0.5 * coverageAt(at, objective) },
      { minute: at, series: exhaustion.name, value: 'absent' },
      { minute: at, firing: [], among: burns },
    ],
  };
}

function noErrors(objective: Objective): Scenario {
  const at = 60;
  return {
    name: 'no errors ever: no series counts a bad event, and the ratio is 0 all the same',
    phases: [{ minutes: at, bad: 0 }],
    badSeries: false,
    checks: [
      { minute: at, series: errorRatio(fiveMinutes).name, value: 0 },
      { minute: at, series: errorPercent.name, value: 0 },
      { minute: at, series: errorRatio(objective.window).name, value: 0 },
      { minute: at, series: remainingRatio.name, value: 1 },
      { minute: at, firing: [], among: burns },
    ],
  };
}

function idle(objective: Objective): Scenario {
  const busy = 90;
  const end = busy + 70;
  const share = 0.5;
  return {
    name: 'idle: no traffic for an hour is neither good nor bad, and not missing',
    phases: [
      { minutes: busy, bad: share * budgetOf(objective.objective) },
      { minutes: end - busy, bad: 'idle' },
    ],
    badSeries: true,
    checks: [
      { minute: end, series: errorRatio(fiveMinutes).name, value: 'absent' },
      { minute: end, series: errorRatio(60 * minute).name, value: 'absent' },
      { minute: end, series: remainingRatio.name, value: 1 - share * coverageAt(end, objective) },
      { minute: end, firing: [], among: `${burns}|${absentAlertName}` },
    ],
  };
}

function coldStart(objective: Objective): Scenario | undefined {
  const at = 120;
  const budget = budgetOf(objective.objective);
  if (2 * budget >= 1) return undefined;
  return {
    name: 'cold start: two hours after the first sample, twice the budget costs two hours of the window and no more',
    phases: [{ minutes: at, bad: 2 * budget }],
    badSeries: true,
    checks: [
      { minute: at, series: age.name, value: coverageAt(at, objective) },
      { minute: at, series: burnRate.name, value: 2 },
      { minute: at, series: remainingRatio.name, value: 1 - 2 * coverageAt(at, objective) },
      { minute: at, firing: [], among: exhaustedAlertName },
    ],
  };
}

function outage(objective: Objective, policy: readonly BurnRateAlert[]): Scenario | undefined {
  const [found] = detections(objective, policy, { errorRates: [1] });
  if (found?.first === undefined) return undefined;
  const { alert, after } = found.first;
  const name = burnAlertNames[alert.name];
  const start = alert.long / minute;
  const evaluations = after / minute / evaluationMinutes;
  const early = (Math.floor(evaluations) - 1) * evaluationMinutes;
  const late = (Math.ceil(evaluations) + 1) * evaluationMinutes;
  const recovered = start + late + 6;
  const kept = policy.filter(canFire).filter(({ severity }) => severity === alert.severity);
  // a page lasts as long as the next slower one looks back
  const quiet = recovered + 6 + (alert.short + Math.max(...kept.map(({ short }) => short))) / minute;
  return {
    name: `outage and recovery: all is bad, ${name} fires within ${late} minutes, and ends`,
    phases: [
      { minutes: start, bad: 0 },
      { minutes: recovered - start, bad: 1 },
      { minutes: quiet - recovered, bad: 0 },
    ],
    badSeries: true,
    checks: [
      ...(early > 0 ? [{ minute: start + early, firing: [], among: name }] : []),
      { minute: start + late, firing: [name], among: name },
      { minute: recovered + 10, series: errorRatio(fiveMinutes).name, value: 0 },
      { minute: quiet, firing: [], among: name },
    ],
  };
}

function slowBurn(objective: Objective, policy: readonly BurnRateAlert[]): Scenario | undefined {
  const burning = policy.filter(canFire);
  const thresholds = [...new Set(burning.map(({ threshold }) => threshold))].sort((a, b) => a - b);
  const [lowest, next = 1] = thresholds;
  if (lowest === undefined) return undefined;
  const share = exact((lowest + Math.min(next, 2 * lowest)) / 2);
  const at = 60;
  const told = burning.filter(({ threshold }) => threshold < share).map(({ name }) => burnAlertNames[name]);
  return {
    name: `slow burn: ${told.join(' and ')} ${told.length === 1 ? 'fires' : 'fire'}, and no faster one`,
    phases: [{ minutes: at, bad: share }],
    badSeries: true,
    checks: [
      { minute: at, series: burnRate.name, value: exact(share / budgetOf(objective.objective)) },
      { minute: at, firing: told, among: burns },
    ],
  };
}

function exhausted(objective: Objective): Scenario | undefined {
  if (objective.alerts.exhausted === false) return undefined;
  // all is bad from the start, so the budget is gone when as much of the window is seen as it allows for
  const step = 5 * minute;
  const steps = Math.ceil(exact((budgetOf(objective.objective) * objective.window) / step));
  const spent = Math.max((steps * step) / minute, 10);
  return {
    name: `exhausted: the budget of the whole window goes in ${spent} minutes`,
    phases: [{ minutes: spent + 16, bad: 1 }],
    badSeries: true,
    checks: [
      { minute: spent - evaluationMinutes, firing: [], among: exhaustedAlertName },
      { minute: spent + 14, firing: [exhaustedAlertName], among: exhaustedAlertName },
    ],
  };
}

/** Whether the objective is on `up` itself, which scenarios feed to say whether targets answer. */
function isOnTargets({ metrics }: Objective): boolean {
  return metrics.some(({ name }) => name === 'up');
}

function absent(objective: Objective): Scenario | undefined {
  if (objective.absence.severity === false || isOnTargets(objective)) return undefined;
  return {
    name: 'absent: targets answer and the series are gone, and somebody is told after a quarter of an hour',
    phases: [
      { minutes: 60, bad: 0 },
      { minutes: 40, bad: 'absent' },
    ],
    badSeries: true,
    answers: '1x100',
    checks: [
      { minute: 70, firing: [], among: absentAlertName },
      { minute: 90, firing: [absentAlertName], among: absentAlertName },
      { minute: 90, firing: [], among: unreachableAlertName },
    ],
  };
}

function unreachable(objective: Objective): Scenario | undefined {
  const { severity, wait } = objective.absence;
  if (severity === false || wait !== undefined || isOnTargets(objective)) return undefined;
  return {
    name: 'unreachable: no target answers any more, and somebody is told',
    phases: [
      { minutes: 30, bad: 0 },
      { minutes: 20, bad: 'absent' },
    ],
    badSeries: true,
    answers: '1x30 0x20',
    checks: [
      { minute: 30, firing: [], among: unreachableAlertName },
      { minute: 36, firing: [unreachableAlertName], among: unreachableAlertName },
    ],
  };
}

function scaledToZero(objective: Objective): Scenario | undefined {
  if (objective.absence.severity === false || isOnTargets(objective)) return undefined;
  return {
    name: 'scaled to zero: no targets are left, and nobody is told',
    phases: [
      { minutes: 30, bad: 0 },
      { minutes: 40, bad: 'absent' },
    ],
    badSeries: true,
    answers: '1x30 stale',
    checks: [{ minute: 60, firing: [], among: `${unreachableAlertName}|${absentAlertName}` }],
  };
}
