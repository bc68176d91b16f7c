import type { PrometheusSettings } from '../prometheus-settings';
import { runsAtLeast } from '../supports';

/** What decides which names a label may have. */
export type NameScheme = Pick<PrometheusSettings, 'version' | 'nameValidationScheme'>;

/** Whether a text may be the name of a label: since Prometheus 3.0 any text that is not empty, unless it is to keep to the older names. */
export function isLabelName(text: string, scheme: NameScheme): boolean {
  return allowsAnyText(scheme)
    ? text !== '' && !/\p{Surrogate}/u.test(text)
    : /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text);
}

/** Whether a text may become the name of a label once its groups are filled in. */
export function isLabelNameTemplate(text: string, scheme: NameScheme): boolean {
  if (allowsAnyText(scheme)) return isLabelName(text, scheme);
  // each text is read in one way only, so that one that does not match is refused at once
  return /^(?:[a-zA-Z_]|\$\w|\$\{\w+\})(?:\w|\$\w|\$\{\w+\})*$/.test(text);
}

function allowsAnyText(scheme: NameScheme): boolean {
  return runsAtLeast(scheme, '3.0.0') && scheme.nameValidationScheme !== 'Legacy';
}
