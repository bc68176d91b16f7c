import type { Objective } from '../objectives/objective';
import type { Scenario } from './scenario';
import { beforeSteps } from './scenarios/before-steps';
import { fewForExhausted } from './scenarios/few-for-exhausted';
import { longBurns } from './scenarios/long-burns';
import { longWindows } from './scenarios/long-windows';
import { nothingHappened } from './scenarios/nothing-happened';
import { pacesOf } from './scenarios/pace';
import { runningSums } from './scenarios/running-sum';
import { resumed } from './scenarios/resumed';
import { inTwoGroups } from './two-groups';
import type { Subject } from './subject';

const hour = 60 * 60_000;

/** More looks than this at the whole window take too long. */
const mostLooks = 120;

/** How often rules are evaluated where a long history is tried, in minutes: by the minute, a month takes hours. */
export function longInterval({ window }: Pick<Objective, 'window'>): number {
  return Math.max(1, Math.ceil(window / (mostLooks * 6 * hour))) * 6 * 60;
}

/**
 * What a long history comes to: the longer windows, the alerts that look at them, the budget, and what was recorded by versions before. The
 * history is fed as if rules had recorded it. A gauge that is idle is not: of one whose times without data count there is none.
 */
export function longScenarios(subject: Subject): readonly Scenario[] {
  const { objective, isCounted } = subject;
  const isMissed = objective.absence.counts !== 'ignored';
  if (isMissed && !isCounted) return [];
  const interval = longInterval(objective);
  const twice = (all: readonly Scenario[]) => all.map((each) => inTwoGroups(subject, each));
  return [
    longWindows(subject, interval, true),
    longWindows(subject, interval, false),
    ...longBurns(subject, interval),
    ...(isMissed
      ? []
      : [
          nothingHappened(subject, interval),
          ...pacesOf(subject, interval),
          ...twice(runningSums(subject, interval)),
        ]),
    ...twice(resumed(subject, interval)),
    ...fewForExhausted(subject, interval),
    ...(isMissed ? [] : twice(beforeSteps(subject, interval))),
  ];
}
