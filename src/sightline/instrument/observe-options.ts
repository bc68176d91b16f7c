import type { MetricType } from '../contract/metric-type';
import type { ServiceContract } from '../contract/service-contract';
import { isMade } from '../problem/made';
import { object, optional, required } from '../problem/object-shape';
import { error, hasErrors } from '../problem/problems';
import { ProblemsError } from '../problem/problems-error';
import { partOf } from '../problem/read';
import { oneOf, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, either, list, make, record, type Shape } from '../problem/shape';
import { anyText } from '../problem/text-rules';
import type { CounterInstrument, GaugeInstrument, HistogramInstrument, Instrument } from './instruments';
import { checkSources, type KnownAtStart, type LabelSource, type LabelSources } from './label-sources';
import type { Observation } from './request-tracker';
import type { usualSources } from './usual-sources';

/** What `observeRequests` takes for every framework, but for the sources of labels. */
export interface ObservedMetrics<Q, H, G> {
  /** Counts requests. */
  readonly requests: CounterInstrument<Q>;

  /**
   * Measures how long they take, in seconds.
   *
   * @default - durations are not measured
   */
  readonly latency?: HistogramInstrument<H>;

  /**
   * Holds how many are being served.
   *
   * @default - that is not counted
   */
  readonly inFlight?: GaugeInstrument<G>;

  /** What is no traffic: `notTraffic` of the contract, or `{}`. The metrics page never is. */
  readonly notTraffic: ServiceContract['notTraffic'];

  /**
   * Path of the metrics page, below that which the observer is registered under; false for none.
   *
   * @default '/metrics'
   */
  readonly page?: string | false;

  /**
   * Called at the moment a request has been counted, such as for a log. What it throws is logged.
   *
   * @default - nothing is called
   */
  readonly onObserved?: (observation: Observation) => void;
}

type Names<Q, H, G> = (keyof Q | keyof H | keyof G) & string;

/** Where the values of labels come from, of requests `R` of a framework. Needed for those whose name does not say it. */
export type NeededSources<L extends string, R> = [Exclude<L, keyof typeof usualSources>] extends [never]
  ? {
      /**
       * Where the values of labels come from.
       *
       * @default - `method` and `verb`: the method; `route` and `endpoint`: the route's template; `status` and `code`: the status
       */
      readonly labels?: LabelSources<L, R>;
    }
  : {
      /** Where the values of labels come from; those with usual names need no source. */
      readonly labels: LabelSources<L, R>;
    };

/** What `observeRequests` takes for a framework whose requests are `R`. */
export type ObserveOptions<Q, H, G, R> = ObservedMetrics<Q, H, G> & NeededSources<Names<Q, H, G>, R>;

/** Those options as they are read: whatever the framework is, and whatever the labels are. */
export interface ReadOptions {
  readonly requests: CounterInstrument<object>;
  readonly latency?: HistogramInstrument<object>;
  readonly inFlight?: GaugeInstrument<object>;
  readonly notTraffic: ServiceContract['notTraffic'];
  readonly page?: string | false;
  readonly onObserved?: (observation: Observation) => void;
  readonly labels?: Readonly<Record<string, LabelSource<never>>>;
}

/**
 * Reads the options of `observeRequests`.
 *
 * @param atStart what is known of a request when it begins
 * @throws ProblemsError if one is wrong, or a label has no source
 */
export function readOptions<Q, H, G, R>(
  options: ObserveOptions<Q, H, G, R>,
  atStart: KnownAtStart,
): ReadOptions {
  // the cast: which labels there are has been checked by the type of the options; without types, by checkSources
  const read = settled(options) as unknown as ReadOptions;
  // all instruments of a service may be given, of which it takes those that it knows
  const misshapen = checkShape(read, observeShape).filter(({ id }) => id !== 'OPT001');
  if (hasErrors(misshapen)) throw new ProblemsError(misshapen);
  const during = read.inFlight === undefined ? [] : [read.inFlight];
  const metrics = [read.requests, ...(read.latency === undefined ? [] : [read.latency]), ...during];
  const problems = checkSources(read.labels ?? {}, read.notTraffic, metrics, during, atStart);
  if (hasErrors(problems)) throw new ProblemsError(problems);
  return read;
}

/** An option that `instrument` has made of a metric of one type. */
function instrumentOf(type: MetricType): Shape<Instrument<unknown>> {
  const expected = `a ${type} made by instrument`;
  return make(['object'], expected, (value, path) =>
    isMade('instrument', value) && partOf(partOf(value, 'declaration'), 'type') === type
      ? []
      : [error('OPT002', `'${path}' must be ${expected}`, { path })],
  );
}

const sourceShape = make<LabelSource<never>>(
  ['text', 'function'],
  "'method', 'route', 'status' or a function of the request",
  (value, path) =>
    typeof value === 'function' ? [] : checkShape(value, oneOf('method', 'route', 'status'), path),
);

type LooseOptions = Omit<ReadOptions, 'requests' | 'latency' | 'inFlight'> & {
  readonly requests: Instrument<unknown>;
  readonly latency?: Instrument<unknown>;
  readonly inFlight?: Instrument<unknown>;
};

const observeShape = object<LooseOptions>({
  requests: required(instrumentOf('counter')),
  latency: optional(instrumentOf('histogram')),
  inFlight: optional(instrumentOf('gauge')),
  notTraffic: required(record(list(text(anyText)))),
  page: optional(either(text(anyText), oneOf(false))),
  onObserved: optional(make(['function'], 'a function', () => [])),
  labels: optional(record(sourceShape)),
});
