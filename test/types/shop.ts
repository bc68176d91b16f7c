import { httpStatus } from '../../src/sightline/contract/common-domains';
import { sum } from '../../src/sightline/promql/build/aggregation';
import { rate } from '../../src/sightline/promql/build/functions';
import { histogram } from '../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../src/sightline/promql/build/metric';

/** What the fixtures speak about: a shop whose labels are not those of the lesson. */
export const requests = counter('shop_requests_total', 'Requests answered', {
  verb: ['GET', 'POST'],
  route: { max: 7 },
  code: httpStatus,
});

/** Its latency, with fewer labels than the requests. */
export const latency = histogram(
  'shop_request_seconds',
  'Time to answer',
  { verb: ['GET', 'POST'], route: { max: 7 } },
  { buckets: [0.1, 0.5, 2] },
);

/** Something that goes up and down. */
export const waiting = gauge('shop_waiting_mails', 'Mails not yet sent', { priority: ['high', 'low'] });

/** Requests per second by route. */
export const byRoute = sum(rate(requests.over('11m')), { by: ['route'] });

/** Requests per second by verb. */
export const byVerb = sum(rate(requests.over('11m')), { by: ['verb'] });

/** Requests per second by both. */
export const byBoth = sum(rate(requests.over('11m')), { by: ['route', 'verb'] });
