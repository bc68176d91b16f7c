import { budgetShare, windowSeconds } from './objectives';
import type { Evaluation, Replay } from './replay';
import type { Count } from './truth';

/** How far recorded values are from the truth: as shares, the budget as a share of itself, or of what was spent where that is more. */
export interface Errors {
  readonly bad: number;
  readonly total: number;
  readonly ratio: number;
  readonly budget: number;
}

/** What the errors are read from. */
export const measuredSeries = ['slo:sli_error:ratio_rate7d', 'slo:error_budget_remaining:ratio'] as const;

/** How the truth is counted: up to a second, from the start. */
export type Counting = (to: number) => Count;

/** The only value that an evaluation recorded of a series, or the one of a route; undefined where there is none. */
export function valueOf({ values }: Evaluation, record: string, endpoint?: string): number | undefined {
  const found = (values.get(record) ?? []).filter(
    ({ labels }) => endpoint === undefined || labels['endpoint'] === endpoint,
  );
  if (found.length > 1) throw new Error(`${record} has ${found.length} values`);
  return found[0]?.value;
}

/** The evaluations of the slow group at or next after some moments, in seconds. */
export function slowAt({ evaluations }: Replay, moments: readonly number[]): readonly Evaluation[] {
  const slow = evaluations.filter(({ group }) => group === 'slow');
  return moments.map((moment) => {
    const found = slow.find(({ at }) => at >= moment);
    if (found === undefined) throw new Error(`nothing was evaluated after ${moment} s`);
    return found;
  });
}

/** What is left of the budget in truth, as a share: of the budget of a whole window at the traffic since the first event. */
export function budgetLeft({ total, bad }: Count, age: number): number {
  return 1 - bad / ((total / Math.min(1, age / windowSeconds)) * budgetShare);
}

/**
 * The errors of an evaluation.
 *
 * @param first when the first sample was, in seconds
 */
export function errorsAt(
  evaluation: Evaluation,
  count: Counting,
  { endpoint, first = 0 }: { readonly endpoint?: string; readonly first?: number } = {},
): Errors {
  const { at } = evaluation;
  const truth = count(at);
  const read = (record: string) => valueOf(evaluation, record, endpoint) ?? NaN;
  const off = (value: number, real: number) => (real === 0 ? value : value / real - 1);
  const left = budgetLeft(truth, at - first);
  return {
    bad: off(read('slo:sli_bad:increase7d'), truth.bad),
    total: off(read('slo:sli_total:increase7d'), truth.total),
    ratio: off(read('slo:sli_error:ratio_rate7d'), truth.bad / truth.total),
    budget: (read('slo:error_budget_remaining:ratio') - left) / Math.max(1, 1 - left),
  };
}

/** The greatest errors of some, without their signs; NaN where one is. */
export function worst(errors: readonly Errors[]): Errors {
  const greatest = (of: (each: Errors) => number) => Math.max(...errors.map((each) => Math.abs(of(each))));
  return {
    bad: greatest(({ bad }) => bad),
    total: greatest(({ total }) => total),
    ratio: greatest(({ ratio }) => ratio),
    budget: greatest(({ budget }) => budget),
  };
}
