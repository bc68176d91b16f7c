import { model, over, type SeriesModel } from './series-model';
import { stepWindow, windowName } from './windows';

const step = windowName(stepWindow);

/** How many series of a gauge there are. */
export const totalCount = model('slo:sli_total:count', 'series', 'How many series the gauge has');

/** How many series of a gauge are out of its bounds. */
export const badCount = model(
  'slo:sli_bad:count',
  'series',
  'How many series of the gauge are out of its bounds',
);

/** Events per second. */
export function totalRate(window: number): SeriesModel {
  return over(
    window,
    `slo:sli_total:rate${windowName(window)}`,
    'events per second',
    'All events per second',
  );
}

/** Bad events per second, 0 where there are none. */
export function badRate(window: number): SeriesModel {
  return over(window, `slo:sli_bad:rate${windowName(window)}`, 'events per second', 'Bad events per second');
}

/** Events of a window. */
export function totalIncrease(window: number): SeriesModel {
  return over(window, `slo:sli_total:increase${windowName(window)}`, 'events', 'All events');
}

/** Bad events of a window. */
export function badIncrease(window: number): SeriesModel {
  return over(window, `slo:sli_bad:increase${windowName(window)}`, 'events', 'Bad events');
}

/** Bad events of a window without what Prometheus adds at its edges. */
export function badSeen(window: number): SeriesModel {
  return over(
    window,
    `slo:sli_bad:seen${windowName(window)}`,
    'events',
    'Bad events as the counters show them: never more than there were',
  );
}

/** Bad events over all events. */
export function errorRatio(window: number): SeriesModel {
  return over(
    window,
    `slo:sli_error:ratio_rate${windowName(window)}`,
    'ratio',
    'Bad events over all events; absent where there are none',
  );
}

/** The series of which the sums over longer windows are made: each event is in one step. */
export const steps = {
  /** All events of a step. */
  total: over(
    stepWindow,
    `slo:sli_total:increase${step}`,
    'events',
    'All events of a step, each in one step',
  ),

  /** The bad ones. */
  bad: over(stepWindow, `slo:sli_bad:increase${step}`, 'events', 'Bad events of a step, each in one step'),

  /** Bad events as the counters show them. */
  seen: over(
    stepWindow,
    `slo:sli_bad:seen${step}`,
    'events',
    'Bad events that the counters have shown since the step before; absent where there are none',
  ),

  /** Those of them in a time that does not count. */
  seenExcluded: over(
    stepWindow,
    `slo:sli_bad:seen_excluded${step}`,
    'events',
    'Bad events that the counters have shown since the step before, in a time that is excluded; absent where there are none',
  ),

  /** How long ago the evaluation before was, where it was no step ago. */
  gap: model(
    'slo:step:gap',
    'seconds',
    `How long ago the evaluation before was, where that is not ${step}; absent else`,
  ),

  /** When the step ended. */
  end: model('slo:step:end', 'timestamp', 'When the last step ended'),

  /** Since when there is data. */
  since: model('slo:sli_total:since', 'timestamp', 'Since when there was data in the last 5m'),
} as const;

/** What was measured by the version before, which recorded no steps: how much of it is still in the window. */
export const before = {
  /** All events. */
  total: model(
    'slo:sli_total:increase_before',
    'events',
    'All events of the window before steps were recorded',
  ),

  /** The bad ones. */
  bad: model('slo:sli_bad:increase_before', 'events', 'Bad events of the window before steps were recorded'),
} as const;

/** How many pods of a service that has answered are ready. */
export const readyPods = model(
  'slo:targets:ready',
  'pods',
  'How many of the pods are ready that have answered in the last hour and are not done; absent where none is known',
);

/** Since when there is data in the window. */
export const start = model('slo:window:start', 'timestamp', 'Since when there is data in the window');

/** 1 while a time is excluded. */
export const excluded = model('slo:excluded', 'none', '1 while the time does not count; absent else');

/** The error rate as it is now. */
export const errorPercent = model(
  'slo:sli_error:percent_rate5m',
  'percent',
  'The share of bad events of the last 5m',
  'what is the error rate now, in percent?',
);

/** How many times faster than it may the budget burns: at 1 it lasts for exactly the window. */
export const burnRate = model(
  'slo:burn_rate:ratio_rate1h',
  'times',
  'How many times faster than it may the budget burns',
  'how fast does the budget burn?',
);

/** In how many seconds the budget is gone at the pace of the last hour; absent where it lasts. */
export const exhaustion = model(
  'slo:error_budget_exhaustion:seconds',
  'seconds',
  'In how many seconds the budget is gone at the pace of the last hour; absent where it lasts',
  'in how many seconds is it gone?',
);

/** How many bad events the window allows for, at the traffic since the first sample. */
export const budget = model(
  'slo:error_budget:events',
  'events',
  'How many bad events a whole window allows for, at the traffic since the first sample in it',
);

/** How many of them are left; below 0 where the objective is missed. */
export const remaining = model(
  'slo:error_budget_remaining:events',
  'events',
  'How many bad events the window still allows for; below 0 where the objective is missed',
  'how much of it is left, in events?',
);

/** The share of the budget that is left; 1 where there was no traffic. */
export const remainingRatio = model(
  'slo:error_budget_remaining:ratio',
  'ratio',
  'The share of the budget that is left; 1 where there was no traffic',
  'how much of it is left, as a share?',
);

/** How much of the window has passed since the first sample in it. */
export const age = model(
  'slo:window_age:ratio',
  'ratio',
  'How much of the window has passed since the first sample in it',
  'how much of the window is it measured for?',
);

/** The share of good events that is promised. */
export const promised = model('slo:objective:ratio', 'ratio', 'The share of good events that is promised');

/** 1, with all that may change about an objective in its labels. */
export const info = model('slo:info', 'none', '1, with what may change about the objective in its labels');
