import { external } from '../../../src/sightline/promql/build/external';
import { up } from '../../../src/sightline/promql/build/metric';
import { latency, requests, waiting } from '../shop';

//! 'rout' does not exist in type
//! Did you mean to write 'route'?
requests.where({ rout: '/cart' });

//! 'rout' does not exist in type
//! Did you mean to write 'route'?
requests.where({ verb: 'GET', rout: '/cart' });

//! 'endpoint' does not exist in type
requests.where({ namespace: 'shop', endpoint: 'http' });

//! 'code' does not exist in type
latency.bucket.where({ code: /5../ });

//! 'verb' does not exist in type
up.where({ verb: 'GET' });

//! 'pod' does not exist in type
external('node_load1', 'gauge', 'Load', ['instance']).where({ pod: 'a' });

//! Type '"PUT"' is not assignable to type 'Match<
//! "GET" | "POST"
requests.where({ verb: 'PUT' });

//! Type '"PUT"' is not assignable to type '"
//! "GET" | "POST"
requests.where({ verb: ['GET', 'PUT'] });

//! Type '"PUT"' is not assignable to type
requests.where({ verb: { not: 'PUT' } });

//! Type '"PUT"' is not assignable to type
requests.where({ verb: { not: ['PUT', 'GET'] } });

//! Type '"5xx"' is not assignable to type 'Match<
requests.where({ code: '5xx' });

//! Type '"600"' is not assignable to type 'Match<
requests.where({ code: '600' });

//! Type 'number' is not assignable to type
requests.where({ code: 500 });

//! Type '"medium"' is not assignable to type 'Match<
//! "high" | "low"
waiting.where({ priority: 'medium' });

//! "an empty match selects nothing: name a label and a value"
requests.where({});

//! Type '[]' is not assignable to type
requests.where({ route: [] });

//! Argument of type '0.3' is not assignable to parameter of type '2 | 0.
latency.under(0.3);

//! Argument of type '"5 minutes"' is not assignable to parameter of type 'AnyDuration'
requests.over('5 minutes');

//! Argument of type '"five"' is not assignable to parameter of type 'AnyDuration'
requests.over('five');

//! Argument of type '"soon"' is not assignable to parameter of type 'AnyDuration'
requests.offset('soon');

//! Argument of type '300' is not assignable to parameter of type 'AnyDuration'
requests.over(300);
