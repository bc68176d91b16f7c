import type { RelabelConfig } from '../scrape-config';

/** What a rule of relabelling can do. */
export const relabelActions = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

/** See {@link relabelActions}. */
export type RelabelAction = (typeof relabelActions)[number];

/** The action of a rule, in any case; undefined for one that Prometheus does not know. */
export function actionOf({ action = 'replace' }: RelabelConfig): RelabelAction | undefined {
  return relabelActions.find((known) => known === action.toLowerCase());
}
