/** What a declaration imports, from where the package has it: loading the whole package takes seconds. */
export {
  availabilityObjective,
  counter,
  gauge,
  gaugeObjective,
  grpcCode,
  histogram,
  httpMethod,
  httpStatus,
  latencyObjective,
  serviceContract,
} from '../../src/instrument/contract';
export { trueOrFalse } from '../../src/contract/common-domains';
export { up } from '../../src/promql/typed/metric';
