import { filled } from './filled';
import { isNamed } from './key-source';
import type { AuthorizationSettings, TlsSettings } from './manifests';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';

/** The class of a monitor: the one it names, or else the default one, or else one that sets nothing. */
export function scrapeClassOf(name: string | undefined, settings: PrometheusSettings): ScrapeClass {
  const classes = settings.scrapeClasses ?? [];
  return (
    classes.find((each) => each.name === name) ??
    classes.find((each) => each.default === true) ?? { name: '' }
  );
}

/**
 * TLS settings of an endpoint; the files that it leaves open its class decides.
 *
 * @param own those of the endpoint. Of a ServiceMonitor `{}` is a setting; of a PodMonitor it is none
 */
export function withClassTls(
  own: TlsSettings | undefined,
  { tlsConfig: ofClass }: ScrapeClass,
): TlsSettings | undefined {
  if (own === undefined) return ofClass;
  if (ofClass === undefined) return own;
  return {
    ...own,
    ...(filled(own.caFile) === undefined && !isNamed(own.ca) ? { caFile: ofClass.caFile } : {}),
    ...(filled(own.certFile) === undefined && !isNamed(own.cert) ? { certFile: ofClass.certFile } : {}),
    ...(filled(own.keyFile) === undefined && own.keySecret === undefined ? { keyFile: ofClass.keyFile } : {}),
  };
}

/** The TLS settings of a PodMonitor's endpoint; undefined where nothing is set in them. */
export function filledTls(own: TlsSettings | undefined): TlsSettings | undefined {
  const { ca, cert, ...rest } = own ?? {};
  const isEmpty = !isNamed(ca) && !isNamed(cert) && Object.keys(rest).length === 0;
  return isEmpty ? undefined : own;
}

/** The `Authorization` header of a Probe or of a ScrapeConfig; undefined where nothing is set in it. */
export function filledAuthorization(
  own: AuthorizationSettings | undefined,
): AuthorizationSettings | undefined {
  const isEmpty = own?.credentials === undefined && filled(own?.type) === undefined;
  return isEmpty ? undefined : own;
}

/** The `Authorization` header of an endpoint; credentials that it leaves open its class decides. */
export function withClassAuthorization(
  own: AuthorizationSettings | undefined,
  { authorization: ofClass }: ScrapeClass,
): AuthorizationSettings | undefined {
  if (own === undefined) return ofClass;
  const isEmpty = own.credentials === undefined && filled(own.type) === undefined;
  if (isEmpty) return ofClass;
  if (ofClass === undefined || own.credentials !== undefined) return own;
  if (ofClass.credentials !== undefined) return { ...own, credentials: ofClass.credentials };
  return { ...own, credentialsFile: ofClass.credentialsFile };
}
