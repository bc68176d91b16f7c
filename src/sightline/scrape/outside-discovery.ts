import { defined } from '../problem/defined';
import { filled, sortedByKey } from './filled';
import { authorization, basicAuth, oauth2, proxyFields, type Scope, tlsConfig } from './http-fields';
import type { ScrapeConfig as Manifest } from './manifests';
import type { DiscoveryFields, DnsDiscovery, HttpDiscovery } from './scrape-config';
import { supports } from './supports';

type Spec = Manifest['spec'];

/** How the targets of a ScrapeConfig are found, in the operator's order. */
export function outsideDiscovery(spec: Spec, scope: Scope): DiscoveryFields {
  const { staticConfigs = [], fileSDConfigs = [], httpSDConfigs = [], dnsSDConfigs = [] } = spec;
  const { kubernetesSDConfigs = [] } = spec;
  const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
  return defined({
    static_configs: some(
      staticConfigs.map(({ targets, labels = {} }) => ({ targets, labels: sortedByKey(labels) })),
    ),
    file_sd_configs: some(
      fileSDConfigs.map(({ files, refreshInterval }) =>
        defined({ files, refresh_interval: refreshInterval }),
      ),
    ),
    http_sd_configs: some(httpSDConfigs.map((each) => httpDiscovery(each, scope))),
    kubernetes_sd_configs: some(kubernetesSDConfigs.map((each) => kubernetesDiscovery(each, scope))),
    dns_sd_configs: some(dnsSDConfigs.map((each) => dnsDiscovery(each, scope))),
  });
}

function httpDiscovery(config: NonNullable<Spec['httpSDConfigs']>[number], scope: Scope): HttpDiscovery {
  return defined({
    basic_auth: basicAuth(config.basicAuth, scope),
    authorization: authorization(config.authorization, scope),
    tls_config: tlsConfig(config.tlsConfig, scope),
    ...proxyFields(config, scope),
    oauth2: oauth2(config.oauth2, scope),
    url: config.url,
    refresh_interval: config.refreshInterval,
    follow_redirects: config.followRedirects,
    enable_http2: config.enableHTTP2,
  });
}

type ByKubernetes = NonNullable<Spec['kubernetesSDConfigs']>[number];
type Written = NonNullable<DiscoveryFields['kubernetes_sd_configs']>[number];

function kubernetesDiscovery(config: ByKubernetes, scope: Scope): Written {
  const { settings } = scope;
  // the enum of the field has both spellings, and the operator writes lower case
  const role = config.role.toLowerCase() as Written['role'];
  const attachable = attachSince(role);
  return defined({
    api_server: config.apiServer,
    role: role === 'endpointslice' && !supports(settings, '2.21.0') ? undefined : role,
    basic_auth: basicAuth(config.basicAuth, scope),
    authorization: authorization(config.authorization, scope),
    oauth2: oauth2(config.oauth2, scope),
    ...proxyFields(config, scope),
    follow_redirects: config.followRedirects,
    enable_http2: config.enableHTTP2,
    tls_config: tlsConfig(config.tlsConfig, scope),
    namespaces:
      config.namespaces &&
      defined({
        names: config.namespaces.names ?? [],
        own_namespace: config.namespaces.ownNamespace,
      }),
    selectors:
      (config.selectors ?? []).length > 0 && supports(settings, '2.17.0')
        ? config.selectors?.map(({ role: of, label, field }) =>
            defined({ role: of.toLowerCase(), label, field }),
          )
        : undefined,
    attach_metadata:
      config.attachMetadata !== undefined && attachable !== undefined && supports(settings, attachable)
        ? { node: config.attachMetadata.node ?? null }
        : undefined,
  }) as Written; // a role that an old server does not know is left out, and the server refuses what is left
}

/** The version since which discovery of a role can attach what is known of nodes; undefined where none can. */
function attachSince(role: string): string | undefined {
  if (role === 'pod') return '2.35.0';
  return role === 'endpoints' || role === 'endpointslice' ? '2.37.0' : undefined;
}

function dnsDiscovery(
  { names, refreshInterval, type, port }: NonNullable<Spec['dnsSDConfigs']>[number],
  { settings }: Scope,
): DnsDiscovery {
  const since = type === 'NS' ? '2.49.0' : type === 'MX' ? '2.38.0' : '2.0.0';
  return defined({
    names,
    refresh_interval: filled(refreshInterval),
    type: supports(settings, since) ? type : undefined,
    port,
  });
}
