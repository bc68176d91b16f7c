import { parse } from 'yaml';
import { describeSampleOnPrometheus } from '../../tools/prometheus/suite';
import { expectValues, type Expectation } from '../rules/behaviour/rule-test';
import { series, steady, targetOf, type Labels } from '../rules/behaviour/series';
import { contractsIn, declarationOf, groupsOf } from './declared';
import { slothSamples } from './samples';

const at = 1200;

/** The error ratio that Sloth records over five minutes, of an SLO of a file: its two queries, divided. */
function slothRatio(text: string, slo: string): string {
  const { slos } = parse(text) as {
    readonly slos: readonly {
      readonly name: string;
      readonly sli: { readonly events: { readonly error_query: string; readonly total_query: string } };
    }[];
  };
  const { error_query: bad = '', total_query: total = '' } =
    slos.find(({ name }) => name === slo)?.sli.events ?? {};
  return `((${bad})/(${total}))`.replace(/\{\{\s*\.window\s*\}\}/g, '5m');
}

/** That Sloth's queries and the imported objective say these values, by the labels that they are kept by. */
function both(
  sample: keyof typeof slothSamples,
  { service, slo }: { readonly service: string; readonly slo: string },
  values: readonly (readonly [Labels, number])[],
): readonly Expectation[] {
  const identity = { namespace: 'default', service, slo };
  return [
    { expr: slothRatio(slothSamples[sample], slo), at, samples: values },
    {
      expr: `slo:sli_error:ratio_rate5m{service="${service}",slo="${slo}"}`,
      at,
      samples: values.map(([labels, value]) => [{ ...identity, ...labels }, value] as const),
    },
  ];
}

const rulesOf = (sample: keyof typeof slothSamples, service: string) =>
  groupsOf(contractsIn(declarationOf('sloth', slothSamples[sample]))[service]);

describeSampleOnPrometheus('an imported objective says what the queries of Sloth say', 3, (prometheus) => {
  test('of requests by their status', async () => {
    const of = (code: string, perSecond: number) =>
      series('checkout_requests_total', { ...targetOf('a', 'default', 'checkout'), code }, steady(perSecond));
    await expectValues(prometheus, {
      groups: rulesOf('availability', 'checkout'),
      series: [of('200', 6), of('404', 1), of('429', 0.5), of('503', 0.5)],
      expected: both('availability', { service: 'checkout', slo: 'requests-availability' }, [[{}, 1 / 8]]),
    });
  });

  test('of observations over a bucket, and of a count', async () => {
    const of = (suffix: string, labels: Labels, perSecond: number) =>
      series(
        `search_duration_seconds_${suffix}`,
        { ...targetOf('a', 'default', 'search'), ...labels },
        steady(perSecond),
      );
    await expectValues(prometheus, {
      groups: rulesOf('latency', 'search'),
      series: [
        of('count', { verb: 'GET', code: '200' }, 8),
        of('bucket', { verb: 'GET', code: '200', le: '0.25' }, 6),
        of('bucket', { verb: 'GET', code: '200', le: '+Inf' }, 8),
        of('count', { verb: 'WATCH', code: '500' }, 8),
        of('bucket', { verb: 'WATCH', code: '500', le: '0.25' }, 0),
        of('bucket', { verb: 'WATCH', code: '500', le: '+Inf' }, 8),
      ],
      expected: [
        ...both('latency', { service: 'search', slo: 'fast' }, [[{}, 2 / 8]]),
        ...both('latency', { service: 'search', slo: 'answered' }, [[{}, 8 / 16]]),
      ],
    });
  });

  test('for each value that they are grouped by', async () => {
    const of = (queue: string, result: string, perSecond: number) =>
      series(
        'worker_jobs_total',
        { ...targetOf('a', 'default', 'queue-worker'), queue, result },
        steady(perSecond),
      );
    await expectValues(prometheus, {
      groups: rulesOf('grouped', 'queue-worker'),
      series: [
        of('mail', 'ok', 3),
        of('mail', 'failed', 1),
        of('invoice', 'ok', 7),
        of('invoice', 'failed', 1),
        of('test-mail', 'failed', 1),
      ],
      expected: both('grouped', { service: 'queue-worker', slo: 'jobs' }, [
        [{ queue: 'mail' }, 1 / 4],
        [{ queue: 'invoice' }, 1 / 8],
      ]),
    });
  });

  test('of counters that are no counters of a contract, and of objects of the cluster', async () => {
    const edge = (name: string, kind: string, perSecond: number) =>
      series(name, { job: 'edge', kind }, steady(perSecond));
    const killed = (namespace: string, reason: string, perSecond: number) =>
      series(
        'kube_pod_container_status_terminated_total',
        { job: 'kube-state-metrics', namespace, reason },
        steady(perSecond),
      );
    await expectValues(prometheus, {
      groups: rulesOf('others', 'edge'),
      series: [
        edge('edge_events', 'page', 6),
        edge('edge_events', 'image', 2),
        edge('edge_stale_events', 'page', 1),
        edge('edge_stale_events', 'image', 1),
        killed('default', 'Completed', 3),
        killed('default', 'OOMKilled', 1),
        killed('other', 'OOMKilled', 4),
      ],
      expected: [
        ...both('others', { service: 'edge', slo: 'fresh' }, [[{ job: 'edge' }, 1 / 8]]),
        ...both('others', { service: 'edge', slo: 'not-killed' }, [[{}, 1 / 4]]),
      ],
    });
  });

  test('of observations over a bucket behind a guard', async () => {
    const of = (suffix: string, labels: Labels, perSecond: number) =>
      series(`api_seconds_${suffix}`, { ...targetOf('a', 'default', 'api'), ...labels }, steady(perSecond));
    await expectValues(prometheus, {
      groups: rulesOf('guarded', 'api'),
      series: [of('count', {}, 8), of('bucket', { le: '0.5' }, 7), of('bucket', { le: '+Inf' }, 8)],
      expected: both('guarded', { service: 'api', slo: 'fast' }, [[{}, 1 / 8]]),
    });
  });

  test('of the time in which a probe succeeds', async () => {
    const labels = { job: 'blackbox', instance: 'https://api.example.com' };
    const fails = { name: 'probe_success', labels, values: '1x36 0x3 1x10' };
    const recorded = 'slo:sli_error:ratio_rate5m{service="api",slo="reachable"}';
    // versions differ in whether a window holds the sample on its edge, and the two by no more than that
    await expectValues(prometheus, {
      groups: rulesOf('time', 'api'),
      series: [fails],
      expected: [
        {
          expr: `(1 - avg_over_time(probe_success[5m])) - on () ${recorded}`,
          at,
          samples: [[{}, 0]],
        },
        {
          expr: `${recorded} > bool 0.35`,
          at,
          samples: [[{ namespace: 'default', service: 'api', slo: 'reachable' }, 1]],
        },
      ],
    });
  });

  test('of the time in which targets are up, of which one of four is down', async () => {
    const target = (pod: string, value: number) => ({
      name: 'up',
      labels: targetOf(pod, 'default', 'api'),
      values: `${value}x50`,
    });
    await expectValues(prometheus, {
      groups: rulesOf('time', 'api'),
      series: [target('a', 1), target('b', 1), target('c', 0), target('d', 1)],
      expected: both('time', { service: 'api', slo: 'up' }, [[{}, 1 / 4]]),
    });
  });
});
