/**
 * What declares a contract, and nothing that needs cdk8s: the entry `@sightline-monitoring/instrument/contract`. A service imports its contract at run time,
 * and should not load constructs for it.
 */
export { grpcCode, httpMethod, httpRoute, httpStatus, trueOrFalse } from '../contract/common-domains';
export type { Bounded, BoundedValues, LabelDomain, LabelDomains } from '../contract/domain';
export {
  metricsAndProbes,
  serviceContract,
  type ServiceContract,
  type ServiceContractOptions,
} from '../contract/service-contract';
export { availabilityObjective } from '../objectives/availability-objective';
export { gaugeObjective } from '../objectives/gauge-objective';
export { latencyObjective } from '../objectives/latency-objective';
export type { Metric } from '../promql/build/selector';
export { counter, gauge } from '../promql/build/metric';
export { histogram, type Histogram } from '../promql/build/histogram';
export { nativeHistogram, type ClassicForm, type NativeHistogram } from '../promql/build/native-histogram';
export { summary, type Summary } from '../promql/build/summary';
export { thirdParty } from '../promql/build/third-party';
