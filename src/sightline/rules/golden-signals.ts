import { formatDuration, parseDuration } from '../contract/duration';
import type { LabelDomains } from '../contract/domain';
import type { ServiceContract } from '../contract/service-contract';
import type { TargetLabel } from '../contract/target-labels';
import { below, distinct } from '../problem/problems';
import { sum } from '../promql/build/aggregation';
import { histogramQuantile, rate } from '../promql/build/functions';
import type { Matches } from '../promql/build/match';
import { div, gt, gte, mul, or } from '../promql/build/operators';
import type { Vector } from '../promql/build/vector';
import { checkGoldenSignals } from './check-golden-signals';
import type { GoldenSignalsOptions, LooseOptions } from './golden-signals-options';
import { onlyTraffic } from './only-traffic';
import { levelOf, recordNames } from './record-names';
import { recordingRule, type RecordingRule, type RuleGroup } from './rule';
import { cpuSaturation, memorySaturation } from './saturation';

/**
 * The four golden signals as recording rules: traffic in requests per second, errors in percent, latency quantiles in the unit of
 * the histogram, saturation as a ratio by pod.
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
  const B extends readonly ((keyof D & keyof H & string) | TargetLabel)[],
  P extends keyof Matches<D>,
>(contract: ServiceContract, options: GoldenSignalsOptions<D, H, B, P>): RuleGroup {
  const usual = `${contract.name}-golden-signals`;
  const wrong = checkGoldenSignals(contract, options);
  if (wrong.length > 0) return { name: usual, rules: [], problems: below('goldenSignals', distinct(wrong)) };
  const { name = usual } = options;
  // the types of the labels have done their work at the call; what follows is the same for all, and the run-time flow checks it
  return { name, rules: signalRules(contract, options as unknown as LooseOptions), problems: [] };
}

function signalRules(contract: ServiceContract, options: LooseOptions): RecordingRule[] {
  const {
    requests,
    errors,
    latency,
    by,
    window = '5m',
    quantiles = [0.5, 0.95, 0.99],
    saturation = {},
  } = options;
  const { level = levelOf(contract.name) } = options;
  const milliseconds = parseDuration(window) ?? 0;
  const length = formatDuration(milliseconds);
  const traffic = onlyTraffic(contract, requests);
  const total = recordingRule(recordNames.traffic(level, length), sum(rate(traffic.over(window)), { by }));
  const failed = sum(rate(traffic.where(errors).over(window)), { by });
  const rules: RecordingRule[] = [
    total,
    recordingRule(recordNames.errors(level, length), percentage(failed, total.series, by)),
  ];
  if (latency !== undefined) {
    const buckets = sum(rate(onlyTraffic(contract, latency.bucket).over(window)), { by: [...by, 'le'] });
    // a quantile of nothing is NaN, for which no comparison holds
    const record = (quantile: number) => gte(histogramQuantile(quantile, buckets), 0);
    rules.push(
      ...quantiles.map((quantile) =>
        recordingRule(recordNames.latency(level, quantile, length), record(quantile)),
      ),
    );
  }
  if (saturation !== false) {
    const { cpu = 'requests', memory = 'limits' } = saturation;
    if (cpu !== false) rules.push(cpuSaturation(level, cpu, window, length));
    if (memory !== false) rules.push(memorySaturation(level, memory));
  }
  return rules;
}

/** Failed in percent of all: 0 where none has failed, also where no error series exists, and nothing where there was no traffic. */
function percentage(failed: Vector, total: Vector, by: readonly string[]): Vector {
  const filled = or(failed, mul(0, total), { on: by });
  return mul(div(filled, gt(total, 0), { on: by }), 100);
}
