import { partOf } from '../../problem/read';
import type { FieldPath } from '../../schema/violations';
import type { ReadVariable } from './read-variables';

/** The language of a query; `unknown` where the data source does not say its type. */
export type QueryLanguage = 'promql' | 'other' | 'unknown';

/** A text that a data source answers, and where in the dashboard it stands. */
export interface ReadQuery {
  /** The field that has it. */
  readonly at: FieldPath;
  readonly text: string;

  /**
   * The characters of the text that are the query.
   *
   * @default - all of them
   */
  readonly part?: { readonly start: number; readonly end: number };

  readonly language: QueryLanguage;

  /**
   * The label whose values the query asks for, of the series that it finds.
   *
   * @default - it asks for the series
   */
  readonly label?: { readonly start: number; readonly end: number };
}

/** Who answers a query: the type of the data source, of its variable, or what its name says. */
export function languageOf(source: unknown, variables: ReadonlyMap<string, ReadVariable>): QueryLanguage {
  const named = typeof source === 'string' ? source : partOf(source, 'uid');
  const type = partOf(source, 'type');
  if (typeof type === 'string' && type !== '') return ofType(type);
  if (typeof named !== 'string') return 'unknown';
  const variable = /^\$\{?(\w+)[^}]*\}?$|^\[\[(\w+)\]\]$/.exec(named);
  const chosen = variables.get(variable?.[1] ?? variable?.[2] ?? '')?.dataSourceType;
  if (chosen !== undefined) return ofType(chosen);
  return /^-- /.test(named) ? 'other' : 'unknown';
}

function ofType(type: string): QueryLanguage {
  return /^(?:prometheus|grafana-amazonprometheus-datasource|grafana-azureprometheus-datasource)$/.test(type)
    ? 'promql'
    : type === 'mixed'
      ? 'unknown'
      : 'other';
}

/** Functions and words that only MetricsQL of VictoriaMetrics has. @see https://docs.victoriametrics.com/victoriametrics/metricsql/ */
const metricsQl =
  /\bkeep_metric_names\b|\bifnot\b|\bdefault\s+[-\w(]|\bwith\s*\(|\b(?:rollup\w*|range_\w+|running_\w+|label_(?!replace\b|join\b)\w+|alias|union|outliersk|quantiles(?:_over_time)?|(?:rate|increase|delta)_(?:pure|prometheus|over_sum)|default_rollup|remove_resets|median(?:_over_time)?|interpolate|lag|lifetime|tmax_over_time|tmin_over_time|share_\w+|count_\w+_over_time|sum_\w+_over_time|sort_by_label_numeric\w*|(?:top|bottom)k_\w+|any|distinct|geomean|mode|zscore\w*)\s*\(/i;

/** What only LogQL of Loki has: filters and stages behind a selector. @see https://grafana.com/docs/loki/latest/query/ */
const logQl =
  /\}\s*(?:\|[=~>]|![~=>]|\|\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|drop|keep|decolorize)\b)/;

/**
 * Whether a query that Prometheus refuses is written in the language of another, whatever the type of its data source: VictoriaMetrics and Loki
 * are asked through that of Prometheus, too.
 */
export function isOfOthers(text: string): boolean {
  return logQl.test(text) || metricsQl.test(text);
}
