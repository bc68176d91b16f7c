import {
  grpcCode,
  httpMethod,
  httpRoute,
  httpStatus,
  trueOrFalse,
} from '../../../src/sightline/contract/common-domains';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { external } from '../../../src/sightline/promql/build/external';
import { counter, gauge, up } from '../../../src/sightline/promql/build/metric';
import { rate } from '../../../src/sightline/promql/build/functions';
import { latency, requests } from '../shop';

// all four matchers, and lists
requests.where({ verb: 'GET' });
requests.where({ verb: { not: 'GET' } });
requests.where({ code: /5../ });
requests.where({ code: { not: /2..|3../i } });
requests.where({ verb: ['GET', 'POST'], code: { not: ['200', '404'] } });
requests.where({ verb: 'other', code: 'other', route: '/cart/:id' });
requests.where({
  namespace: 'shop',
  service: /shop-.*/,
  pod: { not: '' },
  container: 'a',
  job: 'b',
  instance: ['c', 'd'],
});
requests
  .where({ verb: 'GET' })
  .where({ verb: { not: 'POST' } })
  .offset('1w')
  .over('1h30m');
rate(requests.offset('30s').over('11m'));

// a bucket by its bound
rate(latency.under(0.5).over('5m'));
latency.bucket.where({ le: ['0.1', '0.5'], route: '/' });
latency.sum.where({ verb: 'POST' });

// known at run time only
declare const label: string;
declare const verb: 'GET' | 'POST';
declare const bounds: readonly number[];
declare const domains: Readonly<Record<string, { readonly max: number }>>;
requests.where({ verb });
requests.where({ route: label });
counter(label, label, domains).where({ [label]: 'x' });
gauge(label, label, domains).where({ anything: { not: /x/ } });
histogram('shop_packing_seconds', 'Time to pack', {}, { buckets: bounds }).under(3);

// domains of all kinds
counter('shop_calls_total', 'Calls made', {
  method: httpMethod,
  status: httpStatus,
  route: httpRoute(12),
  grpc_code: grpcCode,
  cached: trueOrFalse,
  endpoint: { values: ['a', 'b', 'c'], max: 2 },
}).where({
  grpc_code: ['Internal', 'Unavailable'],
  cached: 'true',
  endpoint: 'c',
  method: 'PATCH',
  status: '503',
  route: '/',
});
counter('shop_mails_sent_total', 'Mails sent', {}, { unit: 'mails_sent' }).where({ pod: 'a' });

// metrics of others
up.where({ job: 'shop' });
const load = external('node_load1', 'gauge', 'Load', ['instance', 'nodename']);
load.where({ nodename: /worker-.*/ }).offset('5m');
rate(
  external('node_cpu_seconds_total', 'counter', 'CPU time', ['instance', 'mode'])
    .where({ mode: { not: 'idle' } })
    .over('5m'),
);

// a label whose name every object has
counter('shop_odd_total', 'Odd', { constructor: { max: 3 }, route: { max: 3 } }).where({ route: '/' });
