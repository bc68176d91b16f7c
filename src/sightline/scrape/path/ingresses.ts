import { defined } from '../../problem/defined';
import { meta, objectLabels, sanitizeLabelName } from '../meta-labels';
import type { Labels } from '../relabel/label-builder';
import { mapAt, mapsAt, textAt, textsAt } from './fields';
import type { ApiObject } from './world';

/** A path of an Ingress, as discovery finds it. */
export interface IngressTarget {
  /** The Ingress, as `Ingress/namespace/name`. */
  readonly from: string;
  readonly labels: Labels;
}

/**
 * What discovery finds of an Ingress: a target for each path of each of its rules.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#ingress
 */
export function ingressTargets({
  name,
  namespace = 'default',
  labels,
  manifest,
}: ApiObject): IngressTarget[] {
  const secured = mapsAt(manifest, 'spec', 'tls').flatMap(({ hosts }) =>
    Array.isArray(hosts) ? hosts.filter((host): host is string => typeof host === 'string') : [],
  );
  const annotations = textsAt(manifest, 'metadata', 'annotations');
  const common: Labels = {
    [meta('namespace')]: namespace,
    [meta('ingress_name')]: name,
    ...defined({ [meta('ingress_class_name')]: textAt(manifest, 'spec', 'ingressClassName') }),
    ...objectLabels('ingress', labels),
    ...Object.fromEntries(
      Object.entries(annotations).flatMap(([key, value]) => [
        [meta(`ingress_annotation_${sanitizeLabelName(key)}`), value],
        [meta(`ingress_annotationpresent_${sanitizeLabelName(key)}`), 'true'],
      ]),
    ),
  };
  return mapsAt(manifest, 'spec', 'rules').flatMap((rule) => {
    const host = textAt(rule, 'host') ?? '';
    const scheme = secured.some((each) => covers(each, host)) ? 'https' : 'http';
    const paths = mapsAt(mapAt(rule, 'http'), 'paths').map((each) => textAt(each, 'path') ?? '/');
    return (paths.length === 0 ? ['/'] : paths).map((path) => ({
      from: `Ingress/${namespace}/${name}`,
      labels: {
        ...common,
        __address__: host,
        [meta('ingress_scheme')]: scheme,
        [meta('ingress_host')]: host,
        [meta('ingress_path')]: path,
      },
    }));
  });
}

/** Whether a host of `tls`, which may have an asterisk for its first part, is about a host. */
function covers(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const [first, ...rest] = host.split('.');
  return first !== undefined && first !== '' && rest.join('.') === pattern.slice(2);
}
