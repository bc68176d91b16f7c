import { defined } from '../problem/defined';
import { formatDuration, parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { ServiceContract } from '../contract/service-contract';
import { onlyTraffic } from '../objectives/only-traffic';
import { sum } from '../promql/build/aggregation';
import type { AnyEvents, AnyHistogram, AnyMetric, AnyNativeHistogram } from '../promql/build/any-metric';
import { histogramQuantile, rate } from '../promql/build/functions';
import { histogramCount } from '../promql/build/histogram-functions';
import { div, gt, gte, mul, or } from '../promql/build/operators';
import { recordedVector } from '../promql/build/recorded-vector';
import type { Vector } from '../promql/build/vector';
import type { AnyGoldenSignalsOptions } from './golden-signals-options';
import { levelOf, quantileName, recordNames } from './record-names';
import { cpuSaturation, memorySaturation } from './saturation';
import type { Signal } from './signal';
import { errorThreshold, latencyThreshold } from './thresholds';

/** What the signals of a service have in common. */
interface Common {
  readonly contract: ServiceContract;

  /** The first part of the names of their series. */
  readonly level: string;

  /** The labels that they keep. */
  readonly by: readonly string[];
  readonly window: Duration;

  /** The window in its shortest form, as it is part of the names. */
  readonly windowName: string;
}

/**
 * The golden signals of a service, in an order in which they can be recorded: one that reads the series of another comes after it.
 *
 * @param options without errors
 */
export function goldenSignalsOf(contract: ServiceContract, options: AnyGoldenSignalsOptions): Signal[] {
  const { by, window = '5m', level = levelOf(contract.name), quantiles = [0.5, 0.95, 0.99] } = options;
  const windowName = formatDuration(parseDuration(window) ?? 0);
  const common: Common = { contract, level, by, window, windowName };
  const { latency, saturation = {} } = options;
  const { cpu = 'requests', memory = 'limits' } = saturation === false ? noSaturation : saturation;
  return [
    ...requestSignals(common, options),
    ...(latency === undefined ? [] : latencySignals(common, latency, quantiles)),
    ...(cpu === false ? [] : [cpuSaturation(level, cpu, window, windowName)]),
    ...(memory === false ? [] : [memorySaturation(level, memory)]),
  ];
}

const noSaturation = { cpu: false, memory: false } as const;

/** Traffic and errors. */
function requestSignals(
  { contract, level, by, window, windowName }: Common,
  { requests, errors }: AnyGoldenSignalsOptions,
): Signal[] {
  const counted = onlyTraffic(contract, requests);
  const perSecond = (metric: AnyEvents): Vector => countOf(metric, sum(rate(metric.over(window)), { by }));
  const all = perSecond(counted);
  const failed = perSecond(counted.where(errors));
  const record = recordNames.traffic(level, windowName);
  const traffic: Signal = {
    name: 'Traffic',
    type: 'traffic',
    meaning: 'Requests per second',
    unit: 'requests per second',
    record,
    expression: all,
    by,
  };
  const threshold = errorThreshold(contract, requests, requests.where(errors));
  const errorRate: Signal = {
    name: 'Errors',
    type: 'errors',
    meaning: 'Failed requests in percent of all requests; 0 where none failed, absent where there were none',
    unit: 'percent',
    ...defined({ threshold }),
    record: recordNames.errors(level, windowName),
    expression: percentage(failed, recordedVector(record, all), by),
    by,
  };
  return [traffic, errorRate];
}

/** How many requests there are in rates: native histograms count them themselves. */
function countOf(metric: AnyEvents, rates: Vector): Vector {
  return metric.flow.kind === 'histogram' ? histogramCount(rates) : rates;
}

/** One signal for each quantile. */
function latencySignals(
  { contract, level, by, window, windowName }: Common,
  latency: AnyHistogram | AnyNativeHistogram,
  quantiles: readonly number[],
): Signal[] {
  const { unit } = latency.declaration;
  const perSecond = (metric: AnyMetric<'buckets' | 'histogram'>) =>
    rate(onlyTraffic(contract, metric).over(window));
  const observed: Vector<string, 'buckets' | 'histogram'> =
    'bucket' in latency
      ? sum(perSecond(latency.bucket), { by: [...by, 'le'] })
      : sum(perSecond(latency), { by });
  return quantiles.map((quantile): Signal => {
    const threshold = latencyThreshold(contract, latency, quantile);
    return {
      name: `Latency ${quantileName(quantile)}`,
      type: 'latency',
      meaning: `The duration that ${quantileName(quantile).slice(1).replace('_', '.')} % of the requests do not exceed, estimated from buckets; absent where there were none`,
      ...defined({ unit, threshold }),
      record: recordNames.latency(level, quantile, windowName),
      // a quantile of nothing is NaN, for which no comparison holds
      expression: gte(histogramQuantile(quantile, observed), 0),
      by,
    };
  });
}

/** Failed in percent of all: 0 where none has failed, also where no error series exists, and nothing where there was no traffic. */
function percentage(failed: Vector, total: Vector, by: readonly string[]): Vector {
  const filled = or(failed, mul(0, total), { on: by });
  return mul(div(filled, gt(total, 0), { on: by }), 100);
}
