/** The public surface of the library. */
export { grpcCode, httpMethod, httpRoute, httpStatus, trueOrFalse } from './contract/common-domains';
export type { HttpStatus } from './contract/common-domains';
export type { Bounded, BoundedValues, LabelDomain, LabelDomains } from './contract/domain';
export type { Duration } from './contract/duration-literal';
export type { DeclaredMetric, MetricDeclaration } from './contract/metric';
export { seriesBound, type SeriesBound } from './contract/series-bound';
export {
  metricsAndProbes,
  serviceContract,
  type ServiceContract,
  type ServiceContractOptions,
} from './contract/service-contract';
export type { Target } from './contract/target-labels';
export {
  avg,
  bottomk,
  count,
  group,
  max,
  min,
  quantile,
  stddev,
  stdvar,
  sum,
  topk,
} from './promql/aggregation';
export { histogramQuantile, increase, rate } from './promql/functions';
export type { Match } from './promql/match';
export type { Matching } from './promql/matching';
export type { Metric } from './promql/selector';
export { counter, external, gauge, up } from './promql/metric';
export { histogram, type Histogram } from './promql/histogram';
export { add, and, div, eq, gt, gte, lt, lte, mod, mul, ne, or, pow, sub, unless } from './promql/operators';
export { print } from './promql/print';
export type { Expression, Range, Vector } from './promql/vector';
export { goldenSignals } from './rules/golden-signals';
export type { GoldenSignalsOptions, SaturationOptions } from './rules/golden-signals-options';
export { recordingRule, ruleGroup, type RecordingRule, type RuleGroup } from './rules/rule';
export type { GrafanaAdmin, GrafanaOptions, StackOptions } from './stack/stack-options';
export type { PrometheusOptions } from './stack/prometheus-options';
export {
  alertRouting,
  type AlertRoute,
  type AlertRouting,
  type AlertRoutingOptions,
} from './stack/alerting/alert-routing';
export { email, pagerDuty, slack, webhook, type Receiver } from './stack/alerting/receivers';
export { secretKey, type SecretKeyRef } from './stack/alerting/secret-key';
export { KubePrometheusStack, type KubePrometheusStackProps } from './constructs/kube-prometheus-stack';
export { MonitoredService } from './constructs/monitored-service';
export type {
  MonitoredServiceProps,
  PodDescription,
  ServiceScrapeOptions,
} from './constructs/monitored-service-props';
export { ensureNamespace } from './constructs/namespaces';
export { PodService, type PodServiceProps } from './constructs/pod-service';
export { PrometheusRules, type PrometheusRulesProps } from './constructs/prometheus-rules';
export { ServiceScrape, type ScrapeOptions, type ServiceScrapeProps } from './constructs/service-scrape';
export { Workload, type WorkloadOptions, type WorkloadProps } from './constructs/workload';
export { runProgram } from './synth/run-program';
export { SightlineApp } from './synth/sightline-app';
export type { Problem, Severity } from './problem/problem';
export { ProblemsError } from './problem/problems-error';
