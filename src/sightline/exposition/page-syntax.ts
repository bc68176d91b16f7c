import { isAtLeast, type PrometheusVersion } from '../promql/syntax/dialect';

/** How a version of Prometheus reads pages: what has changed since 2.42, found by asking the parser of each version. */
export interface PageSyntax {
  /** Names in quotes within braces: `{"a.b", "c.d"="e"}`. */
  readonly quotedNames: boolean;

  /** Names of any characters. */
  readonly anyNames: boolean;

  /** OpenMetrics: a comma behind the last label. */
  readonly lastComma: boolean;

  /** OpenMetrics: exemplars of any series, and not of `_total` and `_bucket` only. */
  readonly anyExemplars: boolean;

  /** A page without a byte is one without series, in OpenMetrics too. */
  readonly emptyPage: boolean;
}

/** How a version reads pages. */
export function pageSyntax(version: PrometheusVersion): PageSyntax {
  const since = (first: PrometheusVersion): boolean => isAtLeast(version, first);
  return {
    quotedNames: since('2.51'),
    anyNames: since('3.0'),
    lastComma: since('2.51'),
    anyExemplars: since('2.43'),
    emptyPage: since('3.0'),
  };
}
