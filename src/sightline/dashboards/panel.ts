import type { AnyVector } from '../promql/build/vector';

/** How a panel draws its values. */
export type PanelKind =
  /** Lines over time. */
  | 'graph'
  /** The value of this moment as a number. */
  | 'number'
  /** The value of this moment on a scale from 0 to 1. */
  | 'gauge'
  /** How observations are spread over the buckets of a histogram, over time. */
  | 'heatmap'
  /** The series of this moment, one in a row. */
  | 'table';

/** What it means for a value to be past a threshold: that somebody is paged or gets a ticket, or that something is worth a look. */
export type ThresholdLevel = 'page' | 'ticket' | 'notice';

/** A value at which something begins to be wrong. */
export interface Threshold {
  /** In the unit of the panel. */
  readonly value: number;

  /** What it means to be past it. */
  readonly level: ThresholdLevel;
}

/** The thresholds of a panel, and on which side of them something is wrong. */
export interface Thresholds {
  readonly wrong: 'above' | 'below';

  /** The smallest value first, each value once. */
  readonly values: readonly Threshold[];
}

/**
 * What is drawn: an expression with a name for its series.
 *
 * @typeParam E the expression: typed where panels are declared, a text once they are bound to a target
 */
export interface Query<E = AnyVector> {
  readonly expression: E;

  /**
   * What its series are called, before the values of `by`.
   *
   * @default - only the values of `by`
   */
  readonly name?: string;

  /** The labels that tell its series apart, in the order in which the legend has them. */
  readonly by: readonly string[];

  /**
   * The unit of its values.
   *
   * @default - that of the panel
   */
  readonly unit?: string;

  /**
   * From where on its values are wrong, in a table that has a column for each query.
   *
   * @default - no value is wrong by itself
   */
  readonly thresholds?: Thresholds;
}

/** What one field of a dashboard shows, as data. A panel of Grafana is one view of it. */
export interface Panel<E = AnyVector> {
  /** Unique within its dashboard. */
  readonly title: string;

  /** What its value says, and what it means to be past a threshold: whole sentences. */
  readonly description: string;
  readonly kind: PanelKind;

  /** The unit of its values, in the words of signals and contracts: `requests per second`, `percent`, `seconds`; `none` for plain numbers. */
  readonly unit: string;
  readonly queries: readonly Query<E>[];

  /** @default - no value is wrong by itself */
  readonly thresholds?: Thresholds;

  /**
   * Whether its values add up, so that they are drawn one upon the other.
   *
   * @default false
   */
  readonly stacked?: boolean;

  /**
   * Whether it reads what targets expose and not what rules record: only then can it be narrowed to a job or to an instance.
   *
   * @default false
   */
  readonly raw?: boolean;

  /**
   * Whether a person has declared it: what is wrong with it is then an error of theirs, and else it is left out.
   *
   * @default false
   */
  readonly declared?: boolean;
}

/** Thresholds in their order, without those that are there twice: of two levels at one value the worse counts. */
export function thresholds(wrong: Thresholds['wrong'], values: readonly Threshold[]): Thresholds {
  const levels = ['page', 'ticket', 'notice'] as const;
  const worst = new Map<number, ThresholdLevel>();
  for (const level of levels) {
    for (const each of values) {
      if (each.level === level && !worst.has(each.value)) worst.set(each.value, level);
    }
  }
  const sorted = [...worst].sort(([one], [other]) => one - other);
  return { wrong, values: sorted.map(([value, level]) => ({ value, level })) };
}

/** What a value is between two thresholds: past one that has a level, or past none. */
export type Level = ThresholdLevel | 'good';

/** The level of each value from the lowest on, and from where on it holds: null for the first. */
export function levelsOf({
  wrong,
  values,
}: Thresholds): readonly { readonly from: number | null; readonly level: Level }[] {
  const passed = values.map(({ level }) => level);
  const levels: readonly Level[] = wrong === 'above' ? ['good', ...passed] : [...passed, 'good'];
  return levels.map((level, index) => ({ from: values[index - 1]?.value ?? null, level }));
}

/**
 * What a series is called: the name of its query, and what stands for the values of its labels.
 *
 * @param valueOf what stands for a label; by default what Grafana and Perses put a value in the place of
 */
export function legendOf(
  { name, by }: Pick<Query<unknown>, 'name' | 'by'>,
  valueOf: (label: string) => string | undefined = (label) => `{{${label}}}`,
): string {
  return [name, ...by.map(valueOf)].filter((part) => part !== undefined).join(' ');
}

/** By which query a table is sorted, so that the worst stands first: the first one whose values can be wrong; undefined where none can. */
export function worstFirst(
  queries: readonly Pick<Query<unknown>, 'thresholds'>[],
): { readonly query: number; readonly isDescending: boolean } | undefined {
  const query = queries.findIndex(({ thresholds: given }) => given !== undefined);
  const wrong = queries[query]?.thresholds?.wrong;
  return wrong === undefined ? undefined : { query, isDescending: wrong === 'above' };
}

/** What is said of a panel, with which choices it follows. */
export function descriptionOf({
  description,
  raw = false,
}: Pick<Panel<unknown>, 'description' | 'raw'>): string {
  return raw ? `${description} It follows the choice of job and instance.` : description;
}
