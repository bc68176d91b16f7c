import { availabilityObjective } from '../../../../../../src/sightline/objectives/availability-objective';
import type { Exclusion } from '../../../../../../src/sightline/objectives/exclusion';
import { gaugeObjective } from '../../../../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../../../../src/sightline/objectives/latency-objective';
import type { MissingData } from '../../../../../../src/sightline/objectives/objective-options';
import { up } from '../../../../../../src/sightline/promql/build/metric';
import { latency, requests } from '../../task-api';

/** What streams choose of an objective. */
interface Choices {
  readonly missingData?: MissingData;
  readonly excludes?: readonly Exclusion[];
}

/** The share of events that may be bad in every objective here. */
export const budgetShare = 0.001;

/** The window of every objective here, in seconds. */
export const windowSeconds = 7 * 86_400;

const promise = { name: 'kept', objective: 99.9, window: '7d', description: 'It works.' } as const;

/** 99.9 % of requests without a server error, over a week. */
export const ofRequests = (choices: Choices = {}) =>
  availabilityObjective({ ...promise, ...choices, total: requests, bad: requests.where({ status: /5../ }) });

/** The same, for each route. */
export const ofRoutes = (choices: Choices = {}) =>
  availabilityObjective({
    ...promise,
    ...choices,
    by: ['endpoint'],
    total: requests,
    bad: requests.where({ status: /5../ }),
  });

/** 99.9 % of requests within 250 ms, over a week. */
export const ofLatency = (choices: Choices = {}) =>
  latencyObjective({ ...promise, ...choices, latency, under: 0.25 });

/** 99.9 % of the time in which pods answer, over a week. */
export const ofTargets = (choices: Choices = {}) =>
  gaugeObjective({ ...promise, ...choices, gauge: up, atLeast: 1 });
