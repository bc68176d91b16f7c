import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { latency, requests, waiting } from '../shop';

const shop = serviceContract({ name: 'shop', metrics: [requests, latency, waiting], notTraffic: {} });

//! 'endpoint' does not exist in type
serviceContract({ name: 'shop', metrics: [requests, latency], notTraffic: { endpoint: ['/metrics'] } });

//! 'priority' does not exist in type
serviceContract({ name: 'shop', metrics: [requests, latency], notTraffic: { priority: ['low'] } });

//! Type '"code"' is not assignable to type '"verb" | "namespace" | "service" |
goldenSignals(shop, { requests, errors: { code: /5../ }, latency, by: ['code'] });

//! Type '"rout"' is not assignable to type
//! Did you mean '"route"'?
goldenSignals(shop, { requests, errors: { code: /5../ }, by: ['rout'] });

//! Type '"5xx"' is not assignable to type 'Match<
goldenSignals(shop, { requests, errors: { code: '5xx' }, latency, by: ['route'] });

//! Type '"PUT"' is not assignable to type 'Match<
//! "GET" | "POST"
goldenSignals(shop, { requests, errors: { verb: 'PUT' }, latency, by: ['route'] });

//! 'status' does not exist in type
goldenSignals(shop, { requests, errors: { status: /5../ }, latency, by: ['route'] });

//! "an empty match selects nothing: name a label and a value"
goldenSignals(shop, { requests, errors: {}, latency, by: ['route'] });

//! Property 'form' is missing in type
//! but required in type 'WholeHistogram<
goldenSignals(shop, { requests, errors: { code: /5../ }, latency: requests, by: ['route'] });

//! is missing the following properties from type 'Metric<
goldenSignals(shop, { requests: latency, errors: { route: '/' }, by: ['route'] });

//! Type '"gauge"' is not assignable to type '"counter" | "histogram"'
goldenSignals(shop, { requests: waiting, errors: { priority: 'low' }, by: ['priority'] });

//! Type '"limit"' is not assignable to type 'false | Reservation | undefined'. Did you mean '"limits"'?
goldenSignals(shop, { requests, errors: { code: /5../ }, by: [], saturation: { cpu: 'limit' } });

//! Type '"eleven"' is not assignable to type 'Duration | undefined'
goldenSignals(shop, { requests, errors: { code: /5../ }, by: [], window: 'eleven' });
