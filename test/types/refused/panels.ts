import { query } from '../../../src/sightline/dashboards/declared-panel';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { byRoute, latency, requests, waiting } from '../shop';

//! a counter only grows: draw its rate or its increase
query(requests, { by: ['route'] });

//! a counter only grows: draw its rate or its increase
query(sum(requests, { by: ['verb'] }), { by: ['verb'] });

//! a counter only grows: draw its rate or its increase
query(latency.count, { name: 'answers' });

//! "verb"
//! "route"
query(byRoute, { by: ['verb'] });

query(waiting, { by: ['priority'], name: 'waiting' });
