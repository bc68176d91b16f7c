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
} from '../../../src/sightline/instrument/contract';
export { trueOrFalse } from '../../../src/sightline/contract/common-domains';
export { external } from '../../../src/sightline/promql/build/external';
export { up } from '../../../src/sightline/promql/build/metric';
