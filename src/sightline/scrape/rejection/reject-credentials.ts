import { filled } from '../filled';
import type { ServiceEndpoint } from '../manifests';
import type { Rejection } from './reject';
import { rejectBasicAuth, rejectBasicType, rejectOAuth2 } from './reject-authentication';
import { rejectReference } from './reject-references';
import { rejectTls } from './reject-tls';

/** What a Probe, a ScrapeConfig and each of its discoveries say of TLS and of who Prometheus is. */
export type CredentialSettings = Pick<
  ServiceEndpoint,
  'basicAuth' | 'authorization' | 'oauth2' | 'tlsConfig'
>;

/**
 * Credentials that are not complete. Unlike at endpoints, several ways at once are let through here, and so is an `authorization` without
 * credentials.
 */
export function rejectCredentials(settings: CredentialSettings, path: string): Rejection[] {
  const { authorization, tlsConfig } = settings;
  const credentials = authorization?.credentials;
  return [
    ...rejectBasicAuth(settings, `${path}.basicAuth`),
    ...(credentials === undefined ? [] : rejectBasicType(authorization?.type, `${path}.authorization`)),
    ...(credentials === undefined || filled(credentials.name) === undefined
      ? []
      : rejectReference(credentials, `${path}.authorization`, 'credentials')),
    ...rejectOAuth2(settings, `${path}.oauth2`),
    ...rejectTls(tlsConfig, `${path}.tlsConfig`),
  ];
}
