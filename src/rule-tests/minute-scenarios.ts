import { stepWindow } from '../objectives/windows';
import type { Scenario } from './scenario';
import { absences } from './scenarios/absence';
import { exhausted } from './scenarios/exhausted';
import { fastBurns } from './scenarios/fast-burn';
import { fewEvents, oneEvent } from './scenarios/few-events';
import { idle, neverUsed, noErrors } from './scenarios/quiet';
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
    // a gauge has no traffic to miss
    ...(isCounted ? [idle(subject), neverUsed(subject), oneEvent(subject)] : []),
    ...(isCounted && objective.minimumBadEvents > 0 ? [fewEvents(subject)] : []),
    ...fastBurns(subject),
    exhausted(subject),
    ...absences(subject),
  ];
  return all.filter((scenario) => scenario !== undefined);
}
