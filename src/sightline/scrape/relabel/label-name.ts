import type { PrometheusSettings } from '../prometheus-settings';
import { runsAtLeast } from '../supports';

/** What decides which names a label may have. */
export type NameScheme = Pick<PrometheusSettings, 'version' | 'nameValidationScheme'>;

/** Whether a text may be the name of a label: since Prometheus 3.0 any text that is not empty, unless it is to keep to the older names. */
export function isLabelName(text: string, scheme: NameScheme): boolean {
  const isUtf8 = runsAtLeast(scheme, '3.0.0') && scheme.nameValidationScheme !== 'Legacy';
  return isUtf8 ? text !== '' && !/\p{Surrogate}/u.test(text) : /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text);
}

/** Whether a text may become the name of a label once its groups are filled in. */
export function isLabelNameTemplate(text: string, scheme: NameScheme): boolean {
  const legacy = /^(?:(?:[a-zA-Z_]|\$(?:\{[0-9A-Za-z_]+\}|[0-9A-Za-z_]+))+[0-9A-Za-z_]*)+$/;
  return isLabelName('é', scheme) ? isLabelName(text, scheme) : legacy.test(text);
}
