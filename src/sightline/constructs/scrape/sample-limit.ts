import { runtimes, runtimeSeries, type Runtime } from '../../packs/runtime-series';
import { clientSeriesAllowance, seriesBound } from '../../contract/series-bound';
import type { ServiceContract } from '../../contract/service-contract';
import { object, optional, required } from '../../problem/object-shape';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { integer, oneOf } from '../../problem/scalar-shapes';
import { either, type Shape } from '../../problem/shape';

/**
 * A limit on samples that follows from the contract: the bound on the series of one pod, what the client library of its runtime adds, and what
 * else there is.
 */
export interface ContractSampleLimit {
  /** That it follows from the contract. */
  readonly from: 'contract';

  /** What the service runs on; `none` where its page holds nothing but what the contract says. */
  readonly runtime: Runtime | 'none';

  /**
   * What else its page holds, such as the metrics of libraries that the contract does not list.
   *
   * @default 0
   */
  readonly more?: number;
}

/** What a limit on samples must look like. */
export const sampleLimitShape: Shape<number | ContractSampleLimit> = either(
  integer({ min: 1 }),
  object<ContractSampleLimit>({
    from: required(oneOf('contract')),
    runtime: required(oneOf<Runtime | 'none'>(...runtimes, 'none')),
    more: optional(integer({ min: 0 })),
  }),
);

/** A limit on samples as a number; undefined where there is none. */
export function sampleLimitOf(
  contract: ServiceContract,
  limit: number | ContractSampleLimit | undefined,
): number | undefined {
  if (limit === undefined || typeof limit === 'number') return limit;
  const { runtime, more = 0 } = limit;
  const own = seriesBound(contract.metrics, 1).perPod - clientSeriesAllowance;
  return own + (runtime === 'none' ? 0 : runtimeSeries[runtime].allowance) + more;
}

/** A contract without metrics bounds nothing: a limit by it would take every target down. */
export function checkSampleLimit(
  contract: ServiceContract,
  limit: number | ContractSampleLimit | undefined,
): readonly Problem[] {
  if (typeof limit !== 'object' || contract.metrics.length > 0) return [];
  const message = `'scrape.sampleLimit' follows from the contract of '${contract.name}', which lists no metrics: every target would be over it, and down`;
  return [error('OPT003', message, { path: 'scrape.sampleLimit', fix: 'say a number, or leave it out' })];
}
