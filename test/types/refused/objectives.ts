import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { gaugeObjective } from '../../../src/sightline/objectives/gauge-objective';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { latency, requests, waiting } from '../shop';

const name = 'works';
const description = 'It works.';
const failed = requests.where({ code: /5../ });
const events = { name, description, total: requests, bad: failed };

//! "an objective is in percent, from 1 to below 100: 99.9 and not 0.999"
availabilityObjective({ ...events, objective: 100 });

//! "an objective is in percent, from 1 to below 100: 99.9 and not 0.999"
availabilityObjective({ ...events, objective: 0 });

//! "an objective is in percent, from 1 to below 100: 99.9 and not 0.999"
availabilityObjective({ ...events, objective: -99.9 });

//! "an objective is in percent, from 1 to below 100: 99.9 and not 0.999"
availabilityObjective({ ...events, objective: 999 });

//! "an objective is in percent, from 1 to below 100: 99.9 and not 0.999"
availabilityObjective({ ...events, objective: 0.999 });

//! Type '"rout"' is not assignable to type
//! Did you mean '"route"'?
availabilityObjective({ ...events, objective: 99.9, by: ['rout'] });

//! Type '"gauge"' is not assignable to type '"counter" | "histogram"'
availabilityObjective({ name, description, objective: 99.9, total: waiting, bad: failed });

//! Type '"immediate"' is not assignable to type 'false | AlertSeverity | undefined'
availabilityObjective({ ...events, objective: 99.9, alerts: { tiers: { fast: 'immediate' } } });

//! Did you mean to write 'fast'?
availabilityObjective({ ...events, objective: 99.9, alerts: { tiers: { fasst: false } } });

//! Type '0.3' is not assignable to type '2 | 0.1 | 0.5'
latencyObjective({ name, description, objective: 99, latency, under: 0.3 });

//! 'verbs' does not exist in type
latencyObjective({ name, description, objective: 99, latency, under: 0.5, where: { verbs: 'GET' } });

//! "what is good must be said by exactly one of 'atLeast' and 'atMost'"
gaugeObjective({ name, description, objective: 99, gauge: waiting, atLeast: 1, atMost: 2 });

//! 'objective' does not exist in type 'ObjectiveDeclaration'
serviceContract({ name, metrics: [requests], notTraffic: {}, objectives: [{ name, objective: 99.9 }] });
