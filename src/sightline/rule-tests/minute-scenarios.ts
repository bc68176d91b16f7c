import { excluded } from '../objectives/recorded-series';
import { stepWindow } from '../objectives/windows';
import { clearFrom } from './excluded-times';
import { later } from './later';
import { recordedByOthers } from './others';
import type { Scenario } from './scenario';
import { absences } from './scenarios/absence';
import { exclusions } from './scenarios/excluded';
import { exhausted } from './scenarios/exhausted';
import { fastBurns } from './scenarios/fast-burn';
import { fewEvents, oneEvent } from './scenarios/few-events';
import { noBucket } from './scenarios/no-bucket';
import { pause } from './scenarios/pause';
import { idle, neverUsed, noErrors } from './scenarios/quiet';
import { restarts } from './scenarios/restarts';
import { changingTraffic } from './scenarios/traffic';
import type { Subject } from './subject';

/** How often rules are evaluated there, in minutes: a step is the time between two evaluations of the slow group. */
export const evaluationMinutes = stepWindow / 60_000;

/** What is tried minute by minute: all that is read from the service's own series, the steps, and what is said where nothing is measured. */
export function minuteScenarios(subject: Subject): readonly Scenario[] {
  const { isCounted, objective } = subject;
  const all = [
    changingTraffic(subject),
    noErrors(subject),
    pause(subject),
    // a gauge has no traffic to miss
    ...(isCounted ? [idle(subject), neverUsed(subject), oneEvent(subject)] : [noErrors(subject, true)]),
    ...(isCounted && objective.minimumBadEvents > 0 ? [fewEvents(subject)] : []),
    ...fastBurns(subject),
    ...(hasBuckets(objective) ? [noBucket(subject)] : []),
    ...restarts(subject),
    exhausted(subject),
    ...absences(subject),
  ];
  return [...all.flatMap((scenario) => clearOf(subject, scenario)), ...exclusions(subject)];
}

/** The scenario at a time at which everything counts, and others exclude it; none where there is no such time. */
function clearOf(subject: Subject, scenario: Scenario | undefined): readonly Scenario[] {
  const { excludes } = subject.objective;
  if (scenario === undefined) return [];
  const length = Math.max(...scenario.checks.map(({ minute }) => minute));
  const start = clearFrom(excludes, { first: 0, every: 2, length });
  if (start === undefined) return [];
  const others = excludes.length === 0 ? [] : recordedByOthers(subject, length, [excluded.name]);
  const known = new Set(scenario.beside.map(({ name }) => name));
  const beside = known.has(excluded.name) ? scenario.beside : [...scenario.beside, ...others];
  return [later({ ...scenario, beside }, start)];
}

/** Whether what is good is counted by a series of its own, which may be missing. */
function hasBuckets({ indicator }: Subject['objective']): boolean {
  return indicator.type === 'latency' && indicator.good.flow.kind !== 'histogram';
}
