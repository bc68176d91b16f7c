import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import {
  allFeatures,
  defaultVersion,
  isFeature,
  type Dialect,
  type PrometheusVersion,
} from '../promql/syntax/dialect';
import { settingOf } from './chart-selectors';
import { isMap } from './plain-data';
import type { HelmValues } from './helm-values';

/**
 * What the Prometheus of a stack understands: its version as the chart gives it to the operator, which is that of the image unless
 * `version` says another, and the features that it is started with. A version that is none, such as `latest`, counts as the chart's own.
 *
 * @param values the final values of the chart
 */
export function dialectOf(values: HelmValues): Dialect {
  const image = settingOf(values, 'image').value;
  const written = [settingOf(values, 'version').value, isMap(image) ? image.tag : undefined];
  const [version = defaultVersion] = written.flatMap((each) => versionIn(each) ?? []);
  const given = settingOf(values, 'enableFeatures').value;
  return { version, features: Array.isArray(given) ? given.filter(isFeature) : [] };
}

/** Features that are nearly one of those that decide about expressions: Prometheus starts without, and warns in its log. */
export function featureProblems(values: HelmValues): Problem[] {
  const given = settingOf(values, 'enableFeatures').value;
  if (!Array.isArray(given)) return [];
  return given.flatMap((feature) => {
    const meant =
      typeof feature !== 'string' || isFeature(feature) ? undefined : nearest(feature, allFeatures);
    if (meant === undefined) return [];
    const path = 'prometheus.prometheusSpec.enableFeatures';
    const message = `'${path}' has '${String(feature)}', which is no feature of Prometheus`;
    return [warning('HLM021', message, { path, fix: `did you mean '${meant}'?` })];
  });
}

/**
 * What a Prometheus understands by its version as the operator reads it, such as `v3.5.0`.
 *
 * @param features what it is started with; names that decide about no expression are left out
 */
export function dialectOfVersion(version: unknown, features: readonly unknown[] = []): Dialect {
  return { version: versionIn(version) ?? defaultVersion, features: features.filter(isFeature) };
}

function versionIn(written: unknown): PrometheusVersion | undefined {
  const found = typeof written === 'string' ? /^v?(\d+\.\d+)(?:\.|$)/.exec(written)?.[1] : undefined;
  return found as PrometheusVersion | undefined; // as the expression has it
}
