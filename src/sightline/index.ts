/** The public surface of the library. */
export { grpcCode, httpMethod, httpRoute, httpStatus, trueOrFalse } from './contract/common-domains';
export type { HttpStatus } from './contract/common-domains';
export type { Bounded, BoundedValues, LabelDomain, LabelDomains } from './contract/domain';
export type { Duration } from './contract/duration-literal';
export type { DeclaredMetric, MetricDeclaration } from './contract/metric';
export { seriesBound, type SeriesBound } from './contract/series-bound';
export type { ContractSampleLimit } from './constructs/scrape/sample-limit';
export type { LabelsTogether, StatedBound } from './contract/stated-bound';
export {
  metricsAndProbes,
  serviceContract,
  type ServiceContract,
  type ServiceContractOptions,
} from './contract/service-contract';
export type { ObjectiveDeclaration } from './contract/objective';
export type { Target } from './contract/target-labels';
export { availabilityObjective, type AvailabilityOptions } from './objectives/availability-objective';
export { gaugeObjective, type GaugeOptions } from './objectives/gauge-objective';
export { latencyObjective, type LatencyOptions } from './objectives/latency-objective';
export type { AlertSeverity, SeverityLabels } from './objectives/alert-severities';
export type {
  Exclusion,
  RecurringExclusion,
  SeriesExclusion,
  SingleExclusion,
  Weekday,
} from './objectives/exclusion';
export type { AlertOptions, MissingData, ObjectiveOptions } from './objectives/objective-options';
export {
  avg,
  bottomk,
  count,
  countValues,
  group,
  limitk,
  limitRatio,
  max,
  min,
  quantile,
  stddev,
  stdvar,
  sum,
  topk,
} from './promql/build/aggregation';
export {
  dayOfMonth,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  hour,
  minute,
  month,
  startTimestamp,
  timestamp,
  year,
} from './promql/build/dates';
export type { Kind } from './promql/flow/flow';
export { histogramQuantile, increase, irate, rate, resets } from './promql/build/functions';
export {
  histogramAvg,
  histogramCount,
  histogramFraction,
  histogramQuantiles,
  histogramStddev,
  histogramStdvar,
  histogramSum,
} from './promql/build/histogram-functions';
export {
  absent,
  absentOverTime,
  info,
  labelJoin,
  labelReplace,
  sort,
  sortByLabel,
  sortByLabelDesc,
  sortDesc,
} from './promql/build/label-functions';
export type { Match } from './promql/build/match';
export type { Matching } from './promql/build/matching';
export {
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  ceil,
  clamp,
  clampMax,
  clampMin,
  cos,
  cosh,
  deg,
  exp,
  floor,
  ln,
  log10,
  log2,
  rad,
  round,
  sgn,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
} from './promql/build/math';
export type { Metric, Selector } from './promql/build/selector';
export { calculated, type AnyDuration, type CalculatedDuration } from './promql/build/calculated';
export { external } from './promql/build/external';
export { counter, gauge, up } from './promql/build/metric';
export { histogram, type Histogram } from './promql/build/histogram';
export { nativeHistogram, type ClassicForm, type NativeHistogram } from './promql/build/native-histogram';
export { summary, type Summary } from './promql/build/summary';
export { thirdParty } from './promql/build/third-party';
export { packs } from './promql/build/packs';
export { packData } from './packs/all-packs';
export { runtimeSeries, type Runtime, type RuntimeSeries } from './packs/runtime-series';
export { seriesOf } from './packs/series-of';
export type { Pack } from './packs/pack';
export type { Facts, FactType, MetricFact } from './packs/fact';
export type { ExternalPiece, ExternalPieces, OwnPiece, OwnPieces } from './promql/build/pack-pieces';
export {
  add,
  and,
  atan2,
  div,
  eq,
  gt,
  gte,
  lt,
  lte,
  mod,
  mul,
  ne,
  or,
  pow,
  sub,
  trimLower,
  trimUpper,
  unless,
} from './promql/build/operators';
export {
  avgOverTime,
  changes,
  countOverTime,
  delta,
  deriv,
  doubleExponentialSmoothing,
  firstOverTime,
  holtWinters,
  idelta,
  integral,
  lastOverTime,
  madOverTime,
  maxOverTime,
  minOverTime,
  predictLinear,
  presentOverTime,
  quantileOverTime,
  stddevOverTime,
  stdvarOverTime,
  sumOverTime,
  tsOfFirstOverTime,
  tsOfLastOverTime,
  tsOfMaxOverTime,
  tsOfMinOverTime,
} from './promql/build/over-time';
export type { CheckedText as Checked } from './promql/check/check';
export type { Dialect, PrometheusFeature, PrometheusVersion } from './promql/syntax/dialect';
export type { Parsed } from './promql/parse/parse';
export { checkPromql, parsePromql, printPromql as print } from './promql/build/expression-text';
export { promql, type PromqlOptions } from './promql/build/promql';
export { recorded, type RecordedSeries } from './promql/build/recorded';
export {
  end,
  maxOf,
  minOf,
  pi,
  queryRange,
  scalar,
  start,
  step,
  time,
  vectorOf,
} from './promql/build/scalars';
export { subquery } from './promql/build/subquery';
export type { Expression, Range, Scalar, Vector } from './promql/build/vector';
export { goldenSignals } from './rules/golden-signals';
export type { GoldenSignalsOptions, SaturationOptions } from './signals/golden-signals-options';
export {
  alertingRule,
  recordingRule,
  ruleGroup,
  type AlertingRule,
  type RecordingRule,
  type Rule,
  type RuleGroup,
} from './rules/rule';
export {
  query,
  type DeclaredPanel,
  type DeclaredRow,
  type Drawable,
  type DrawnQuery,
  type Legend,
} from './dashboards/declared-panel';
export type { PanelKind, Query, Threshold, ThresholdLevel, Thresholds } from './dashboards/panel';
export type { DashboardLoading } from './stack/dashboard-loading';
export type { OperatorVersion } from './schema/operator-releases';
export type { GrafanaAdmin, GrafanaOptions, OperatorOptions, StackOptions } from './stack/stack-options';
export type { PrometheusOptions } from './stack/prometheus-options';
export {
  alertRouting,
  type AlertRoute,
  type AlertRouting,
  type AlertRoutingOptions,
} from './stack/alerting/alert-routing';
export type { DeadMansSwitch } from './stack/alerting/dead-mans-switch';
export type { ReachedReceiver, Receivers } from './stack/alerting/delivery';
export { email, pagerDuty, slack, webhook, type Receiver } from './stack/alerting/receivers';
export { secretKey, type SecretKeyRef } from './stack/alerting/secret-key';
export type { PersesOptions } from './constructs/perses-dashboard';
export { KubePrometheusStack, type KubePrometheusStackProps } from './constructs/kube-prometheus-stack';
export { Dashboard, type DashboardProps, type DashboardRow } from './constructs/declared-dashboard';
export { MonitoredService } from './constructs/monitored-service';
export type {
  MonitoredServiceFields,
  MonitoredServiceProps,
  NoPods,
  PodDescription,
  WithoutPods,
  WithPods,
} from './constructs/monitored-service-props';
export { Environment } from './constructs/environment';
export { ensureNamespace } from './constructs/namespaces';
export { ClusterIpService, type ClusterIpServiceProps } from './constructs/cluster-ip-service';
export { PrometheusRule, type PrometheusRuleProps } from './constructs/prometheus-rule';
export type {
  ExistingServicePorts,
  PodLimits,
  PodMonitorPorts,
  PodPorts,
  ServicePorts,
  ExistingService,
  ExistingServiceScrape,
  OutsideScrape,
  PodEndpoint,
  PodScrape,
  PodsScrape,
  ProbeScrape,
  ScrapeOptions,
  ServiceScrape,
} from './constructs/scrape/scrape-options';
export {
  ServiceMonitor,
  type ServiceMonitorFields,
  type ServiceMonitorProps,
} from './constructs/scrape/service-monitor';
export type { MonitorObject } from './constructs/scrape/monitor-object';
export type { PortEndpoint, PortMonitorFields } from './constructs/scrape/port-monitor';
export { PodMonitor, type PodMonitorFields, type PodMonitorProps } from './constructs/scrape/pod-monitor';
export {
  type IngressTargets,
  type OfService,
  Probe,
  type ProbeFields,
  type ProbeOptions,
  type ProbeProps,
  type Prober,
} from './constructs/scrape/probe';
export {
  ScrapeConfig,
  type ScrapeConfigFields,
  type ScrapeConfigOptions,
  type ScrapeConfigProps,
} from './constructs/scrape/scrape-config';
export type {
  AnyDiscovery,
  Discovery,
  DnsDiscovery,
  DnsNames,
  FileDiscovery,
  HttpDiscovery,
  HttpDiscoveryFields,
  KubernetesObjects,
  KubernetesRole,
  StaticTargets,
} from './constructs/scrape/discovery';
export type { EndpointFields, EndpointOptions } from './constructs/scrape/endpoint';
export type { Identity } from './constructs/scrape/identity';
export type { MonitorLimits, ScrapeProtocol } from './constructs/scrape/limits';
export type { Relabeling } from './constructs/scrape/relabeling';
export type {
  ByAuthorization,
  ByBasicAuth,
  ByOAuth2,
  Authentication,
  Authorization,
  BasicAuth,
  KeyReference,
  OAuth2,
  SecretOrConfigMap,
  TlsConfig,
  TlsVersion,
} from './constructs/scrape/authentication';
export { Workload, type WorkloadOptions, type WorkloadProps } from './constructs/workload';
export {
  SightlineValidation,
  type Cdk8sValidationContext,
  type Cdk8sViolation,
  type SightlineValidationOptions,
} from './synth/cdk8s-validation';
export { runProgram } from './synth/run-program';
export { SightlineApp, type SightlineAppProps } from './synth/sightline-app';
export type { Answer, AnsweredProblem } from './problem/answers';
export type { Problem } from './problem/problem';
export type { ProblemId } from './problem/registry/registry';
export type { Severity } from './problem/severity';
export type { SourceText } from './problem/source-text';
export { ProblemsError } from './problem/problems-error';

/** Types that stand in the signatures above. */
export type * as PromqlAst from './promql/syntax/ast';
export type { MonitoredServiceSummary } from './constructs/monitored-service';
export type { WorkloadAmounts, WorkloadProbes } from './constructs/workload';
export type { ValueOf } from './contract/domain';
export type { MetricType } from './contract/metric-type';
export type { CounterName, GaugeName, LabelNames } from './contract/name-types';
export type { TargetLabel } from './contract/target-labels';
export type { BurnRateAlert } from './objectives/alert-policy';
export type { AlertTier, TierName } from './objectives/alert-tiers';
export type { GaugeBound } from './objectives/gauge-objective';
export type { Percentage } from './objectives/objective-options';
export type { AbsenceChoices, AlertChoices, Indicator, Objective } from './objectives/objective';
export type { Refusal, Refuse } from './problem/refusals';
export type {
  By,
  CalculatingAggregation,
  FloatAggregation,
  Floats,
  Grouped,
  KeepingAggregation,
  Names,
  Ranking,
} from './promql/build/aggregation';
export type { AnyEvents, AnyMetric, AnyNativeHistogram } from './promql/build/any-metric';
export type {
  DeclaresExternal,
  ExternalHistogramOptions,
  ExternalNativeHistogramOptions,
  ExternalSummaryOptions,
  NamedLabels,
} from './promql/build/external';
export type { Numeric } from './promql/build/call';
export type { PartOfDate } from './promql/build/dates';
export type { EdgesAllowed, OfCounter, Quantilable, Ratable, Rate } from './promql/build/functions';
export type { Native, OfHistogram } from './promql/build/histogram-functions';
export type { HistogramOptions } from './promql/build/histogram';
export type {
  DeclaresGivenNativeHistogram,
  DeclaresNativeHistogram,
  NativeHistogramOptions,
} from './promql/build/native-histogram';
export type { WholeHistogram } from './promql/build/whole-histogram';
export type { SummaryOptions } from './promql/build/summary';
export type { LabelOrdering, Ordering } from './promql/build/label-functions';
export type { Matches, SomeOf } from './promql/build/match';
export type { Calculates, JoinedLabels, Joins, MeetsAsSets } from './promql/build/matching';
export type { Calculation } from './promql/build/math';
export type { MetricOptions } from './promql/build/metric-options';
export type {
  Arithmetic,
  Compares,
  Comparison,
  Filter,
  HistogramUse,
  LeftOf,
  Operand,
  SetMatching,
  Trimmable,
  Trims,
  Union,
  WithHistograms,
  RightOf,
} from './promql/build/operators';
export type {
  Calculated,
  CalculatingOverTime,
  Falling,
  Kept,
  KeepingOverTime,
  OfGauge,
  Ranged,
  Smoothing,
} from './promql/build/over-time';
export type { Constant } from './promql/build/scalars';
export type { SubqueryRange } from './promql/build/subquery';
export type { AddedUp, AnyVector, Edged } from './promql/build/vector';
export type { Use as PromqlUse } from './promql/check/check-use';
export type { FoundProblem } from './promql/check/found';
export type { Flow, Presence } from './promql/flow/flow';
export type { KnownMetric, KnownMetricMap } from './promql/flow/known-metrics';
export type { LabelSet } from './promql/flow/labels';
export type { Unit } from './promql/flow/unit';
export type { PlacedProblem } from './promql/parse/cursor';
export type { Shape as ValueType } from './promql/syntax/catalogue';
export type {
  DurationExpression,
  LengthOperation,
  LengthOperator,
  NegatedLength,
  PlainNumber,
  QueryLength,
} from './promql/syntax/length';
export type { BoundGroup } from './rules/bind-rules';
export type { RuleFile } from './rules/evaluation/rule-files';
export type { Backfill } from './rules/objectives/bind-backfill';
export type { ObjectiveRules } from './rules/objectives/groups';
export type {
  BoundAlertingRule,
  BoundRecordingRule,
  BoundRule,
  IdentityLabel,
  Recording,
} from './rules/rule';
export type { Reservation } from './signals/saturation';
export type { Signal, SignalType } from './signals/signal';
export type { GroupingOptions, LabelMatch } from './stack/alerting/alert-routing';
export type { BoundService } from './stack/alerting/check-matches';
export type {
  EmailOptions,
  Notifying,
  PagerDutyOptions,
  ReceiverOf,
  SlackOptions,
  WebUrl,
  WebhookOptions,
} from './stack/alerting/receivers';
export type { PlainMap, PlainValue } from './stack/plain-data';
export type { ResourceAmounts, ResourceOptions, StorageOptions } from './stack/prometheus-options';
export type { HelmValues } from './stack/helm-values';
export type { RenderedApp } from './synth/render-app';
