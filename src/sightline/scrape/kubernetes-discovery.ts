import { defined } from '../problem/defined';
import type { MonitorSpec } from './manifests';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import type { MonitorJob } from './scrape-config';
import { selectorText } from './selector-text';
import { supports } from './supports';

type Discovery = MonitorJob['kubernetes_sd_configs'][number];

/** What decides on the discovery of a monitor's targets. */
export interface DiscoveryInput {
  readonly role: Discovery['role'];

  /** The namespace of the monitor. */
  readonly namespace: string;
  readonly spec: MonitorSpec;
  readonly settings: PrometheusSettings;
  readonly scrapeClass: ScrapeClass;
}

/** How the targets of a monitor are discovered: in which namespaces, and by what. */
export function kubernetesDiscovery(input: DiscoveryInput): Discovery {
  const { role, namespace, spec, settings, scrapeClass } = input;
  const names = searchedNamespaces({ namespace, namespaceSelector: spec.namespaceSelector, settings });
  const attach = spec.attachMetadata ?? scrapeClass.attachMetadata;
  const attachable = supports(settings, role === 'pod' ? '2.35.0' : '2.37.0');
  const selecting = role === 'pod' ? ['pod'] : [role, 'service'];
  return defined({
    role,
    namespaces: names.length === 0 ? undefined : { names },
    attach_metadata: attach === undefined || !attachable ? undefined : { node: attach.node ?? false },
    selectors:
      spec.selectorMechanism === 'RoleSelector'
        ? selecting.map((each) => ({ role: each, label: selectorText(spec.selector) }))
        : undefined,
  });
}

/** Where targets are looked for; none means everywhere. `any` wins over names, and the server's setting over both. */
export function searchedNamespaces({
  namespace,
  namespaceSelector,
  settings,
}: Pick<DiscoveryInput, 'namespace' | 'settings'> & {
  readonly namespaceSelector: MonitorSpec['namespaceSelector'];
}): readonly string[] {
  const { any, matchNames = [] } = namespaceSelector ?? {};
  if (settings.ignoreNamespaceSelectors === true) return [namespace];
  if (any === true) return [];
  return matchNames.length === 0 ? [namespace] : matchNames;
}

/** The role by which the targets of Services are discovered: what the monitor says, or the server. */
export function serviceRole(
  own: 'Endpoints' | 'EndpointSlice' | undefined,
  settings: PrometheusSettings,
): 'endpoints' | 'endpointslice' {
  const slices = (own ?? settings.serviceDiscoveryRole) === 'EndpointSlice' && supports(settings, '2.21.0');
  return slices ? 'endpointslice' : 'endpoints';
}
