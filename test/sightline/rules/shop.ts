import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';

/** A service whose labels are not those of the lesson. */
export const requests = counter('shop_requests_total', 'Requests', {
  verb: ['GET', 'POST'],
  route: { max: 9 },
  code: httpStatus,
});

/** Its latency, which has no status. */
export const latency = histogram(
  'shop_request_seconds',
  'Duration',
  { verb: ['GET', 'POST'], route: { max: 9 } },
  { buckets: [0.1, 0.5, 2] },
);

/** Something that goes up and down. */
export const waiting = gauge('shop_waiting_mails', 'Mails not yet sent', { priority: ['high', 'low'] });

/** Its contract: the probes are not traffic, and neither is what has an unknown verb. */
export const shop = serviceContract({
  name: 'web-shop',
  metrics: [requests, latency, waiting],
  notTraffic: { route: ['/metrics', '/healthz'], verb: ['other'], priority: ['low'] },
});
