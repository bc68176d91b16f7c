/**
 * Counts and measures what a contract declares, with prom-client or its successor `@prometheus-io/client`: the entry
 * `@sightline-monitoring/instrument/prom-client`.
 */
import { isDeclaredMetric, type DeclaredMetric, type MetricDeclaration } from '../contract/metric';
import type { MetricType } from '../contract/metric-type';
import { isMade, made } from '../problem/made';
import type { Problem } from '../problem/problem';
import { error, hasErrors } from '../problem/problems';
import { ProblemsError } from '../problem/problems-error';
import { describeKind, entriesOf, kindOf, partOf, type Entry } from '../problem/read';
import { boundLabelsOf } from './bounded-labels';
import { CounterValue } from './counter-value';
import { GaugeValue } from './gauge-value';
import { HistogramValue } from './histogram-value';
import { installedClient } from './installed-client';
import type { Instruments } from './instruments';
import { MetricSeries } from './metric-series';
import { registerMetric, registerSummary } from './registered-metric';
import type { Registry } from './registry';

export type {
  CountedSeries,
  CounterInstrument,
  GaugeInstrument,
  GaugeSeries,
  HistogramInstrument,
  Instrument,
  InstrumentOf,
  Instruments,
  LabelTexts,
  LabelValues,
  ObservedSeries,
  SummaryInstrument,
} from './instruments';
export type { Registry } from './registry';

/** What {@link instrument} may be told. */
export interface InstrumentOptions {
  /**
   * Where the metrics are registered: a registry of prom-client or of `@prometheus-io/client`.
   *
   * @default - the global registry of the client that is installed; of `@prometheus-io/client` where both are
   */
  readonly register?: Registry;
}

/**
 * Registers metrics of a contract with a registry of prom-client or of `@prometheus-io/client`, under their exact names, with their help and buckets, and gives what
 * counts and measures them.
 *
 * A label that a metric does not have, or a value outside its domain, does not compile; `bounded` takes values that are known at run
 * time only. Whatever comes, a value outside its domain is counted under `other`, never as a new series.
 *
 * Values are added up here, and handed over when the registry is read. What the registry holds under a name can be read and reset, but
 * does not count: `register.getSingleMetric(name).inc()` would be a way around the domains.
 *
 * @param metrics made by `counter`, `gauge`, `histogram` or `summary`, each under the name that the program calls it
 * @throws ProblemsError if a declaration has errors, is a native histogram, which its client can't expose, is not the service's own, or has a name that is registered already; nothing is
 * registered then
 * @example
 * const metrics = instrument({ requests, latency });
 * metrics.requests.inc({ method: 'GET', endpoint: '/tasks', status: '200' });
 * metrics.latency.bounded({ method: request.method, endpoint: route }).observe(seconds);
 */
export function instrument<const M extends Readonly<Record<string, DeclaredMetric>>>(
  metrics: M,
  options: InstrumentOptions = {},
): Instruments<M> {
  const given =
    kindOf(options) === 'object' ? (partOf(options, 'register') ?? installedClient().register) : undefined;
  const register = isRegistry(given) ? given : undefined;
  const entries = kindOf(metrics) === 'object' ? entriesOf(metrics) : undefined;
  const problems = [
    ...(register === undefined ? [noRegistry(options)] : []),
    ...(entries === undefined ? [noMetrics(metrics)] : problemsOf(entries, register)),
  ];
  if (register === undefined || hasErrors(problems)) throw new ProblemsError(problems);
  const declared = (entries ?? []).flatMap(({ key, value }) =>
    isDeclaredMetric(value) ? [{ key, declaration: value.declaration }] : [],
  );
  const instruments = declared.flatMap(({ key, declaration }) => {
    const maker = makers[declaration.type];
    return maker === undefined ? [] : [[key, made('instrument', maker(declaration, register))]];
  });
  // the cast names in a type what each declaration holds as a value: its type and its labels
  return Object.fromEntries(instruments) as Instruments<M>;
}

/** Whether something is a registry of a client, of whichever copy of it. */
function isRegistry(value: unknown): value is Registry {
  const methods = ['registerMetric', 'getSingleMetric', 'metrics'];
  return methods.every((name) => typeof partOf(value, name) === 'function');
}

function noRegistry(options: unknown): Problem {
  const thing = describeKind(partOf(options, 'register') ?? options);
  return error('OPT002', `'register' (${thing}) must be a registry of prom-client or @prometheus-io/client`, {
    path: 'register',
  });
}

function noMetrics(given: unknown): Problem {
  return error('OPT002', `the metrics (${describeKind(given)}) must be an object of declared metrics`);
}

/** Makes instruments; of which type is up to the declaration. */
const makers: Partial<Record<MetricType, (declaration: MetricDeclaration, register: Registry) => object>> = {
  counter: counterOf,
  gauge: gaugeOf,
  histogram: histogramOf,
  summary: summaryOf,
};

type Given = Readonly<Record<string, unknown>>;

function counterOf(declaration: MetricDeclaration, register: Registry) {
  const { name, labels } = declaration;
  const series = new MetricSeries<CounterValue>(labels, (own, begin) => new CounterValue(own, name, begin));
  registerMetric(declaration, register, series);
  return {
    declaration,
    register,
    inc: withLabels(declaration, (given, by) => series.of(given).inc(by)),
    bounded: (given: Given) => series.of(given),
  };
}

function gaugeOf(declaration: MetricDeclaration, register: Registry) {
  const { name, labels } = declaration;
  const series = new MetricSeries<GaugeValue>(labels, (own, begin) => new GaugeValue(own, name, begin));
  registerMetric(declaration, register, series);
  return {
    declaration,
    register,
    inc: withLabels(declaration, (given, by) => series.of(given).inc(by)),
    dec: withLabels(declaration, (given, by) => series.of(given).dec(by)),
    set: withLabels(declaration, (given, value = NaN) => series.of(given).set(value)),
    bounded: (given: Given) => series.of(given),
  };
}

function histogramOf(declaration: MetricDeclaration, register: Registry) {
  const { name, labels } = declaration;
  const bounds = [...(declaration.buckets ?? [])];
  const series = new MetricSeries<HistogramValue>(
    labels,
    (own, begin) => new HistogramValue(own, bounds, name, begin),
  );
  registerMetric(declaration, register, series);
  return {
    declaration,
    register,
    observe: withLabels(declaration, (given, value = NaN) => series.of(given).observe(value)),
    bounded: (given: Given) => series.of(given),
  };
}

/** The quantiles are those of the client that is installed: over the last ten minutes, which move on in five steps. */
function summaryOf(declaration: MetricDeclaration, register: Registry) {
  const { name, help, labels, quantiles = [] } = declaration;
  const bound = boundLabelsOf(labels);
  // it is registered nowhere: what the registry holds under its name can be read and reset, but does not observe
  const summary = new (installedClient().Summary)({
    name,
    help,
    labelNames: Object.keys(labels),
    percentiles: [...quantiles],
    maxAgeSeconds: 600,
    ageBuckets: 5,
    registers: [],
  });
  const observe = (given: Given, value: number): void => {
    if (!Number.isFinite(value))
      throw new RangeError(`metric '${name}' takes finite numbers (${String(value)})`);
    summary.observe(bound(given), value);
  };
  registerSummary(declaration, register, summary);
  return {
    declaration,
    register,
    observe: withLabels(declaration, (given, value = NaN) => observe(given, value)),
    bounded: (given: Given) => ({ observe: (value: number) => observe(given, value) }),
  };
}

/** A method that takes labels first if the metric has any. */
function withLabels(
  declaration: MetricDeclaration,
  act: (labels: Given, value?: number) => void,
): (...args: never[]) => void {
  // the casts: each method is typed by `Instruments`, which puts labels first exactly where the declaration has some
  return Object.keys(declaration.labels).length > 0 ? act : (value?: number) => act({}, value);
}

function problemsOf(metrics: readonly Entry[], register: Registry | undefined): Problem[] {
  const names = new Set<string>();
  return metrics.flatMap(({ key: path, value: metric }) => {
    if (!isDeclaredMetric(metric)) {
      const message = `'${path}' (${describeKind(metric)}) must be made by counter, gauge, histogram or summary`;
      return [error('OPT002', message, { path })];
    }
    const { declaration } = metric;
    const { name, type, origin, problems } = declaration;
    const found = [...problems];
    if (origin !== 'own') {
      found.push(
        error('TYP121', `metric '${name}' is not the service's own: something else exposes it`, { path }),
      );
    }
    if ((type === 'histogram' || type === 'summary') && !isMade(type, metric)) {
      const fix = `give the ${type}, not one of its series`;
      found.push(error('OPT002', `'${path}' is a part of ${type} '${name}'`, { path, fix }));
    }
    if (type === 'native histogram') {
      const message = `'${path}' is native histogram '${name}', and the client exposes pages of text, which have none`;
      const fix =
        'declare it by histogram(…) with buckets, or count it with a client that has them, such as those of Go, Java and Rust';
      found.push(error('OPT002', message, { path, fix }));
    }
    if (names.has(name) || register?.getSingleMetric(name) !== undefined) {
      const fix = 'instrument each metric once, and pass the instrument on';
      found.push(error('NAM011', `metric '${name}' is registered already`, { path, fix }));
    }
    names.add(name);
    return found;
  });
}
