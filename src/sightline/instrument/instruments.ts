import type { ValueOf } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { Registry } from './registry';

/**
 * Values for the labels of a metric, known when the program is written: a label that it does not have, or a value outside a
 * domain, does not compile.
 *
 * @typeParam D the labels with their domains
 */
export type LabelValues<D> = { readonly [L in keyof D]: ValueOf<D[L]> };

/** Values for the labels of a metric that are known at run time only. A label that it does not have does not compile. */
export type LabelTexts<D> = { readonly [L in keyof D]: string };

/** Labels go first, where there are any. */
type WithLabels<D, Rest extends readonly unknown[]> = keyof D extends never
  ? Rest
  : [labels: LabelValues<D>, ...rest: Rest];

/** What every instrument is. */
export interface Instrument<D> extends DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /** Where it is registered. */
  readonly register: Registry;
}

/** A series of a counter. */
export interface CountedSeries {
  /**
   * Adds to it.
   *
   * @param by a finite number of at least 0. Default: 1
   * @throws RangeError if it is not
   */
  inc(by?: number): void;
}

/** A counter of the contract, ready to count. */
export interface CounterInstrument<D> extends Instrument<D> {
  /**
   * Adds to a series; with a second argument, so much.
   *
   * @throws RangeError unless the amount is finite and at least 0
   */
  inc(...args: WithLabels<D, [by?: number]>): void;

  /** The series of values that are known at run time only. One outside its domain is the overflow value. */
  bounded(labels: LabelTexts<D>): CountedSeries;
}

/** A series of a gauge. */
export interface GaugeSeries {
  /** Adds to it. Default: 1 */
  inc(by?: number): void;

  /** Takes from it. Default: 1 */
  dec(by?: number): void;

  /** Sets it. */
  set(value: number): void;
}

/** A gauge of the contract, ready to move. */
export interface GaugeInstrument<D> extends Instrument<D> {
  /** Adds 1, or so much, to a series. */
  inc(...args: WithLabels<D, [by?: number]>): void;

  /** Takes 1, or so much, from a series. */
  dec(...args: WithLabels<D, [by?: number]>): void;

  /** Sets a series. */
  set(...args: WithLabels<D, [value: number]>): void;

  /** The series of values that are known at run time only. One outside its domain is the overflow value. */
  bounded(labels: LabelTexts<D>): GaugeSeries;
}

/** The series of a histogram with the same labels. */
export interface ObservedSeries {
  /**
   * Observes a value, in the histogram's unit.
   *
   * @throws RangeError unless it is finite
   */
  observe(value: number): void;
}

/** A histogram of the contract, ready to observe. */
export interface HistogramInstrument<D> extends Instrument<D> {
  /**
   * Observes a value, in the histogram's unit.
   *
   * @throws RangeError unless it is finite
   */
  observe(...args: WithLabels<D, [value: number]>): void;

  /** The series of values that are known at run time only. One outside its domain is the overflow value. */
  bounded(labels: LabelTexts<D>): ObservedSeries;
}

/** A summary of the contract, ready to observe. */
export type SummaryInstrument<D> = HistogramInstrument<D>;

type DomainsOf<M> = M extends { readonly domains?: infer D } ? NonNullable<D> : never;

/** The instrument of a metric: what its type can do, with its labels. */
export type InstrumentOf<M> = M extends { readonly kind: 'counter' }
  ? CounterInstrument<DomainsOf<M>>
  : M extends { readonly kind: 'gauge' }
    ? GaugeInstrument<DomainsOf<M>>
    : M extends { readonly bucket: object }
      ? HistogramInstrument<DomainsOf<M>>
      : M extends { readonly quantiles: object }
        ? SummaryInstrument<DomainsOf<M>>
        : never;

/** The instruments of several metrics, under the names that they were given. */
export type Instruments<M> = { readonly [N in keyof M]: InstrumentOf<M[N]> };
