import { serviceContract } from '../../../src/contract/service-contract';
import { availabilityObjective } from '../../../src/objectives/availability-objective';
import { gaugeObjective } from '../../../src/objectives/gauge-objective';
import { latencyObjective } from '../../../src/objectives/latency-objective';
import { latency, requests, waiting } from '../shop';

const description = 'It works.';
const name = 'works';
const total = requests;
const bad = requests.where({ code: /5../ });

//! "an objective is in percent, above 0 and below 100"
availabilityObjective({ name, description, objective: 100, total, bad });

//! "an objective is in percent, above 0 and below 100"
availabilityObjective({ name, description, objective: 0, total, bad });

//! "an objective is in percent, above 0 and below 100"
availabilityObjective({ name, description, objective: -99.9, total, bad });

//! "an objective is in percent, above 0 and below 100"
availabilityObjective({ name, description, objective: 999, total, bad });

//! Type '"rout"' is not assignable to type
availabilityObjective({ name, description, objective: 99.9, total, bad, by: ['rout'] });

//! Type '"gauge"' is not assignable to type '"counter"'
availabilityObjective({ name, description, objective: 99.9, total: waiting, bad });

//! Type '"immediate"' is not assignable to type
availabilityObjective({ name, description, objective: 99.9, total, bad, alerts: { tiers: { fast: 'immediate' } } });

//! 'fasst' does not exist in type
availabilityObjective({ name, description, objective: 99.9, total, bad, alerts: { tiers: { fasst: false } } });

//! Type '0.3' is not assignable to type
latencyObjective({ name, description, objective: 99, latency, under: 0.3 });

//! 'verbs' does not exist in type
latencyObjective({ name, description, objective: 99, latency, under: 0.5, where: { verbs: 'GET' } });

//! Type 'number' is not assignable to type 'undefined'
gaugeObjective({ name, description, objective: 99, gauge: waiting, atLeast: 1, atMost: 2 });

//! is missing in type
serviceContract({ name: 'shop', metrics: [requests], notTraffic: {}, objectives: [{ name: 'availability', objective: 99.9 }] });
