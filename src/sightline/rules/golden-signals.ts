import type { LabelDomains } from '../contract/domain';
import { isContract, type ServiceContract } from '../contract/service-contract';
import type { TargetLabel } from '../contract/target-labels';
import { below, distinct } from '../problem/problems';
import { settled } from '../problem/settled';
import type { Matches } from '../promql/build/match';
import { checkGoldenSignals } from '../signals/check-golden-signals';
import { goldenSignalsOf } from '../signals/golden-signals';
import type { AnyGoldenSignalsOptions, GoldenSignalsOptions } from '../signals/golden-signals-options';
import type { RecordingRule, RuleGroup } from './rule';

/**
 * The four golden signals as recording rules: traffic in requests per second, errors in percent, latency quantiles in the unit of
 * the histogram, saturation as a ratio by pod. What each means stands in the `signals` of the group.
 *
 * - What is not traffic by the contract is not counted.
 * - A group without errors has 0 % of them, also where no error series exists yet.
 * - A group without traffic has no error percentage and no latency, rather than NaN.
 *
 * @see https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals
 */
export function goldenSignals<
  D extends LabelDomains,
  H extends LabelDomains,
  const B extends readonly (((keyof D & string) | T) & ((keyof H & string) | S))[],
  const G extends Matches<D, T>,
  T extends string = TargetLabel,
  S extends string = TargetLabel,
>(contract: ServiceContract, options: GoldenSignalsOptions<D, H, B, T, G, S>): RuleGroup {
  const usual = `${isContract(contract) ? contract.name : ''}-golden-signals`;
  const read = settled(options);
  const wrong = checkGoldenSignals(contract, read);
  if (wrong.length > 0) return { name: usual, rules: [], problems: below('goldenSignals', distinct(wrong)) };
  const { name = usual } = read;
  // the types of the labels have done their work at the call; what follows is the same for all, and the run-time flow checks it
  const signals = goldenSignalsOf(contract, read as unknown as AnyGoldenSignalsOptions);
  const rules = signals.map(({ record, expression }): RecordingRule => ({ record, expression }));
  return settled({ name, rules, signals, problems: [] });
}
