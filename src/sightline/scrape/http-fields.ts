import { defined } from '../problem/defined';
import { filled, sortedByKey } from './filled';
import type { AuthorizationSettings, MonitorEndpoint, ServiceEndpoint, TlsSettings } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';
import type { HttpFields, ProxyFields, Reference, TlsConfig } from './scrape-config';
import { supports } from './supports';

/** A key of a Secret, as a monitor names it. */
interface SecretKey {
  readonly name?: string;
  readonly key: string;
}

/** A key of a Secret or of a ConfigMap. */
interface SecretOrConfigMap {
  readonly secret?: SecretKey;
  readonly configMap?: SecretKey;
}

/** Where the fields of a monitor are written: its namespace is that of its Secrets. */
export interface Scope {
  readonly namespace: string;
  readonly settings: PrometheusSettings;
}

function secretIn(namespace: string, { name = '', key }: SecretKey): Reference {
  return { from: 'Secret', namespace, name, key };
}

function keyIn(namespace: string, { secret, configMap }: SecretOrConfigMap): Reference | undefined {
  if (secret !== undefined) return secretIn(namespace, secret);
  return configMap === undefined
    ? undefined
    : { from: 'ConfigMap', namespace, name: configMap.name ?? '', key: configMap.key };
}

/** TLS as Prometheus reads it. The operator writes files last, those from Secrets first. */
export function tlsConfig(
  tls: TlsSettings | undefined,
  { namespace, settings }: Scope,
): TlsConfig | undefined {
  if (tls === undefined) return undefined;
  const { caFile, certFile, keyFile } = tls;
  return defined({
    insecure_skip_verify: tls.insecureSkipVerify,
    ...defined({
      ca_file: filled(caFile) === undefined ? keyIn(namespace, tls.ca ?? {}) : undefined,
      cert_file: filled(certFile) === undefined ? keyIn(namespace, tls.cert ?? {}) : undefined,
      key_file:
        filled(keyFile) === undefined ? tls.keySecret && secretIn(namespace, tls.keySecret) : undefined,
    }),
    server_name: filled(tls.serverName),
    min_version: supports(settings, '2.35.0') ? tls.minVersion : undefined,
    max_version: supports(settings, '2.41.0') ? tls.maxVersion : undefined,
    ...defined({ ca_file: filled(caFile), cert_file: filled(certFile), key_file: filled(keyFile) }),
  });
}

/** The fields of a proxy. */
export function proxyFields(
  proxy: Pick<ServiceEndpoint, 'proxyUrl' | 'noProxy' | 'proxyFromEnvironment' | 'proxyConnectHeader'>,
  { namespace, settings }: Scope,
): ProxyFields {
  const newer = supports(settings, '2.43.0');
  const headers = sortedByKey(proxy.proxyConnectHeader ?? {});
  return defined({
    proxy_url: proxy.proxyUrl,
    no_proxy: newer ? proxy.noProxy : undefined,
    proxy_from_environment: newer ? proxy.proxyFromEnvironment : undefined,
    proxy_connect_header:
      newer && proxy.proxyConnectHeader !== undefined
        ? Object.fromEntries(
            Object.entries(headers).map(([name, keys]) => [
              name,
              keys.map((each) => secretIn(namespace, each)),
            ]),
          )
        : undefined,
  });
}

/** Whether redirects are followed and HTTP/2 is spoken. */
export function connectionFields(
  endpoint: Pick<MonitorEndpoint, 'followRedirects' | 'enableHttp2'>,
  { settings }: Scope,
): Pick<HttpFields, 'follow_redirects' | 'enable_http2'> {
  return defined({
    follow_redirects: supports(settings, '2.26.0') ? endpoint.followRedirects : undefined,
    enable_http2: supports(settings, '2.35.0') ? endpoint.enableHttp2 : undefined,
  });
}

/** A user name and password. */
export function basicAuth(
  auth: ServiceEndpoint['basicAuth'],
  { namespace }: Scope,
): HttpFields['basic_auth'] {
  if (auth === undefined) return undefined;
  return defined({
    username: auth.username && secretIn(namespace, auth.username),
    password: auth.password && secretIn(namespace, auth.password),
  });
}

/** A token from a Secret; the operator leaves out one whose Secret has no name, or no key. */
export function bearerToken(
  secret: ServiceEndpoint['bearerTokenSecret'],
  { namespace }: Pick<Scope, 'namespace'>,
): Reference | undefined {
  const isComplete = filled(secret?.name) !== undefined && filled(secret?.key) !== undefined;
  return secret === undefined || !isComplete ? undefined : secretIn(namespace, secret);
}

/** OAuth 2.0 client credentials. */
export function oauth2(oauth: ServiceEndpoint['oauth2'], scope: Scope): HttpFields['oauth2'] {
  if (oauth === undefined || !supports(scope.settings, '2.27.0')) return undefined;
  const clientId = keyIn(scope.namespace, oauth.clientId);
  if (clientId === undefined) return undefined;
  const newer = supports(scope.settings, '2.43.0');
  return defined({
    client_id: clientId,
    client_secret: secretIn(scope.namespace, oauth.clientSecret),
    token_url: oauth.tokenUrl,
    scopes: (oauth.scopes?.length ?? 0) > 0 ? oauth.scopes : undefined,
    endpoint_params:
      Object.keys(oauth.endpointParams ?? {}).length > 0
        ? sortedByKey(oauth.endpointParams ?? {})
        : undefined,
    ...(newer ? proxyFields(oauth, scope) : {}),
    tls_config: newer ? tlsConfig(oauth.tlsConfig, scope) : undefined,
  });
}

/** The `Authorization` header. */
export function authorization(
  auth: AuthorizationSettings | undefined,
  { namespace, settings }: Scope,
): HttpFields['authorization'] {
  if (auth === undefined || !supports(settings, '2.26.0')) return undefined;
  return defined({
    type: (filled(auth.type) ?? 'Bearer').trim(),
    credentials: bearerToken(auth.credentials, { namespace }),
    credentials_file: filled(auth.credentialsFile),
  });
}
