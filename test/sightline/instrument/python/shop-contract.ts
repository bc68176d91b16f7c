import {
  counter,
  gauge,
  histogram,
  httpStatus,
  serviceContract,
} from '../../../../src/sightline/instrument/contract';

/** A contract whose names are not those of the Task API: other labels, a label on the gauge, a metric of its own business. */
export const shop = serviceContract({
  name: 'shop',
  metrics: [
    counter('shop_requests_total', 'Requests', {
      verb: ['GET', 'POST'],
      route: { max: 20 },
      code: httpStatus,
    }),
    histogram('shop_request_seconds', 'Durations', { route: { max: 20 } }, { buckets: [0.1, 1] }),
    gauge('shop_requests_in_flight', 'Requests being served', { verb: ['GET', 'POST'] }),
    counter('shop_orders_total', 'Orders', { kind: { max: 5 }, paid: ['true', 'false'] }),
  ],
  notTraffic: { route: ['/healthz', '/metrics'] },
});
