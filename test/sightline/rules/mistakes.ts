import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { promql, type PromqlOptions } from '../../../src/sightline/promql/build/promql';
import type { AnyVector } from '../../../src/sightline/promql/build/vector';
import type { PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import {
  alertingRule,
  recordingRule,
  ruleGroup,
  type AlertingRule,
  type RecordingRule,
  type Rule,
} from '../../../src/sightline/rules/rule';

/** The service of the README, whose golden signals are recorded. */
export const requests = counter('shop_requests_total', 'Requests', {
  method: ['GET', 'POST'],
  route: { max: 9 },
  status: httpStatus,
});

export const latency = histogram(
  'shop_request_duration_seconds',
  'Duration',
  { route: { max: 9 } },
  { buckets: [0.05, 0.1, 0.5, 1, 5] },
);

export const queue = gauge('shop_queue_length', 'Orders that wait', {});

const shop = serviceContract({ name: 'shop', metrics: [requests, latency, queue], notTraffic: {} });

const signals = goldenSignals(shop, { requests, errors: { status: /5../ }, latency, by: ['route'] });

/** A recording rule of text, or of what was built. */
export function record(
  expression: string | AnyVector,
  options: PromqlOptions = {},
  name = 'shop:x:y',
): RecordingRule {
  return recordingRule(
    name,
    typeof expression === 'string' ? promql(expression, options) : (expression as never),
  );
}

/** An alert of text, or of what was built. */
export function alert(
  expression: string | AnyVector,
  annotations: AlertingRule['annotations'] = {},
): AlertingRule {
  return alertingRule({
    alert: 'A',
    severity: 'ticket',
    for: '5m',
    annotations,
    expression: typeof expression === 'string' ? promql(expression) : expression,
  });
}

/** What a user sees of rules of the service, but for the line of the text: each problem with its fix. */
export function told(rules: Rule | readonly Rule[], version: PrometheusVersion = '3.14'): readonly string[] {
  const all = 'length' in rules ? rules : [rules];
  const { problems } = bindGroups([signals, ruleGroup('g', all)], {
    target: { namespace: 'retail', service: 'shop' },
    scrapeInterval: 30_000,
    clusterScrapeInterval: 30_000,
    metrics: shop.metrics,
    retention: 10 * 86_400_000,
    dialect: { version },
  });
  return problems.map(
    ({ id, severity, message, fix }) => `${id} ${severity} ${message}${fix === undefined ? '' : ` | ${fix}`}`,
  );
}
