import { createHash } from 'node:crypto';
import type { Target } from '../contract/target-labels';

/**
 * The longest uid that Grafana takes.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid
 */
export const longestUid = 40;

/** The tag of all dashboards that are made here: links find them by it. */
export const generatedTag = 'sightline';

/** The uid of the dashboard of a service. No name of Kubernetes has `_` in it, so no two targets share one. */
export function serviceUid({ namespace, service }: Target): string {
  return shortened(`${namespace}_${service}`);
}

/** The uid of the overview of a stack: two stacks may have one Grafana. */
export function overviewUid(stack: { readonly namespace: string; readonly release: string }): string {
  return shortened(`slo_${stack.namespace}_${stack.release}`);
}

/** The uid of a dashboard that a person declares. */
export function declaredUid(at: { readonly namespace: string; readonly name: string }): string {
  return shortened(`own_${at.namespace}_${at.name}`);
}

/** A uid that is too long, cut and told from others by a hash. */
function shortened(uid: string): string {
  if (uid.length <= longestUid) return uid;
  const hash = createHash('sha256').update(uid).digest('hex').slice(0, 10);
  return `${uid.slice(0, longestUid - hash.length - 1)}_${hash}`;
}
