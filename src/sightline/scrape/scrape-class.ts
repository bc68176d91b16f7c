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

/** TLS settings of an endpoint; what it leaves open of its files its class decides. */
export function withClassTls(
  own: TlsSettings | undefined,
  { tlsConfig: ofClass }: ScrapeClass,
): TlsSettings | undefined {
  if (own === undefined || Object.keys(own).length === 0) return ofClass;
  if (ofClass === undefined) return own;
  return {
    ...own,
    ...(own.caFile === undefined && own.ca === undefined ? { caFile: ofClass.caFile } : {}),
    ...(own.certFile === undefined && own.cert === undefined ? { certFile: ofClass.certFile } : {}),
    ...(own.keyFile === undefined && own.keySecret === undefined ? { keyFile: ofClass.keyFile } : {}),
  };
}

/** The `Authorization` header of an endpoint; credentials that it leaves open its class decides. */
export function withClassAuthorization(
  own: AuthorizationSettings | undefined,
  { authorization: ofClass }: ScrapeClass,
): AuthorizationSettings | undefined {
  if (own === undefined || Object.keys(own).length === 0) return ofClass;
  if (ofClass === undefined || own.credentials !== undefined) return own;
  if (ofClass.credentials !== undefined) return { ...own, credentials: ofClass.credentials };
  return { ...own, credentialsFile: ofClass.credentialsFile };
}
