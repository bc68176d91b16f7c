import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { bindDashboard } from '../../../src/sightline/dashboards/bind-dashboard';
import { rawWindow, serviceDashboard } from '../../../src/sightline/dashboards/service-dashboard';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { summary } from '../../../src/sightline/promql/build/summary';
import { onOneLine } from '../promql/on-one-line';

const target = { namespace: 'prod', service: 'shop' };

describe('the panels of a contract without signals', () => {
  const contract = serviceContract({
    name: 'shop',
    metrics: [
      counter('shop_sent_bytes_total', 'Bytes that were sent', { kind: ['mail', 'page'] }),
      gauge('shop_queue_length', 'Orders that wait', {}),
      histogram('shop_wait_seconds', 'How long an order waits', {}, { buckets: [1, 2] }),
      nativeHistogram('shop_pay_seconds', 'How long a payment takes', {}),
      summary('shop_pack_seconds', 'How long packing takes', {}, { quantiles: [0.5, 0.9] }),
      summary('shop_ship_seconds', 'How long shipping takes', {}, { quantiles: [] }),
    ],
    notTraffic: {},
  });
  const scrapeInterval = 120_000;
  const dashboard = serviceDashboard({ target, contract, groups: [], objectives: [], scrapeInterval });
  const bound = bindDashboard(dashboard, {
    about: { target, contract, groups: [] },
    dialect: {},
    rateWindow: rawWindow({ scrapeInterval }),
  });

  test('are those that the type of each metric asks for', () => {
    expect(bound.problems).toEqual([]);
    const own = 'namespace="prod",service="shop",job=~"$job",instance=~"$instance"';
    const row = bound.dashboard.rows.find(({ title }) => title.startsWith('Metrics'));
    const shown = row?.panels.map(({ kind, unit, queries }) => [
      kind,
      unit,
      ...queries.map(({ expression }) => onOneLine(expression)),
    ]);
    expect(shown).toEqual([
      ['graph', 'bytes per second', `sum by (kind) (rate(shop_sent_bytes_total{${own}}[$__rate_interval]))`],
      ['graph', 'none', `shop_queue_length{${own}}`],
      ['heatmap', 'seconds', `sum by (le) (rate(shop_wait_seconds_bucket{${own}}[$__rate_interval]))`],
      ['heatmap', 'seconds', `sum(rate(shop_pay_seconds{${own}}[$__rate_interval]))`],
      ['graph', 'seconds', `shop_pack_seconds{${own}}`],
      ['graph', 'events per second', `sum(rate(shop_ship_seconds_count{${own}}[$__rate_interval]))`],
    ]);
  });
});
