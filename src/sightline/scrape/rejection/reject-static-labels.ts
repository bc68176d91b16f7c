import type { PrometheusSettings } from '../prometheus-settings';
import { isLabelName } from '../relabel/label-name';
import { withoutSuffix } from '../supports';
import type { Rejection } from './reject';

/** Labels of targets that are written down, whose names the Prometheus does not take for any. */
export function rejectStaticLabels(
  labels: Readonly<Record<string, string>> | undefined,
  path: string,
  settings: PrometheusSettings,
): Rejection[] {
  const version = settings.version === undefined ? undefined : withoutSuffix(settings.version);
  const scheme = version === undefined ? {} : { version };
  return Object.keys(labels ?? {})
    .filter((name) => !isLabelName(name, scheme))
    .map((name) => ({
      id: 'OPR016',
      path: `${path}.${name}`,
      message: `'${name}' in 'labels' must be the name of a label`,
      fix: 'use letters, digits and _, without a digit in front',
    }));
}
