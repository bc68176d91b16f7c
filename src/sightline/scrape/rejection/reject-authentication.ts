import { defined } from '../../problem/defined';
import { filled } from '../filled';
import { isNamed } from '../key-source';
import type { MonitorEndpoint } from '../manifests';
import type { MonitorKind } from '../settings/prometheus-instance';
import type { Rejection } from './reject';
import { rejectProxy } from './reject-proxy';
import { rejectReference, rejectSource } from './reject-references';
import { rejectTls } from './reject-tls';

/** Two ways to authenticate, or one that is not complete. `bearerTokenFile` is none of them to the operator. */
export function rejectAuthentication(
  endpoint: MonitorEndpoint,
  path: string,
  kind: MonitorKind,
): Rejection[] {
  return [
    ...rejectTwoWays(endpoint, path),
    ...rejectAuthorization(endpoint, `${path}.authorization`),
    ...rejectBasicAuth(endpoint, `${path}.basicAuth`),
    ...rejectBearerToken(endpoint, path, kind),
    ...rejectOAuth2(endpoint, `${path}.oauth2`),
  ];
}

/** An empty one counts: it is there. */
function rejectTwoWays(
  { authorization, basicAuth, bearerTokenSecret, oauth2 }: MonitorEndpoint,
  path: string,
): Rejection[] {
  const ways = Object.keys(defined({ authorization, basicAuth, bearerTokenSecret, oauth2 }));
  if (ways.length < 2) return [];
  return [
    {
      id: 'OPR004',
      path,
      message: `'${ways.join("', '")}' are ${ways.length} ways to authenticate, and an endpoint can have one`,
      fix: 'keep one of them',
    },
  ];
}

/** The scheme that has fields of its own. */
export function rejectBasicType(type: string | undefined, path: string): Rejection[] {
  if (type?.trim().toLowerCase() !== 'basic') return [];
  return [
    {
      id: 'OPR004',
      path: `${path}.type`,
      message: `'authorization.type' (${type}) must not be Basic`,
      fix: "use 'basicAuth', which has a user name and a password",
    },
  ];
}

function rejectAuthorization({ authorization }: MonitorEndpoint, path: string): Rejection[] {
  if (authorization === undefined) return [];
  const { type = '', credentials } = authorization;
  const basic = rejectBasicType(type, path);
  if (basic.length > 0) return basic;
  // credentials without the name of a Secret are left out without a word
  if (credentials !== undefined)
    return filled(credentials.name) === undefined ? [] : rejectReference(credentials, path, 'credentials');
  return [
    {
      id: 'OPR004',
      path: `${path}.credentials`,
      message: "'authorization' must have 'credentials', also where a scrape class would give them",
      fix: "name a key of a Secret, or leave 'authorization' out",
    },
  ];
}

/** A user or a password that leads nowhere. */
export function rejectBasicAuth(
  { basicAuth }: Pick<MonitorEndpoint, 'basicAuth'>,
  path: string,
): Rejection[] {
  if (basicAuth === undefined) return [];
  return [
    ...rejectReference(basicAuth.username, path, 'username'),
    ...rejectReference(basicAuth.password, path, 'password'),
  ];
}

/** A token without the name of a Secret is left out without a word; of a PodMonitor also one without a key. */
function rejectBearerToken(
  { bearerTokenSecret: secret }: MonitorEndpoint,
  path: string,
  kind: MonitorKind,
): Rejection[] {
  if (filled(secret?.name) === undefined || kind === 'PodMonitor') return [];
  return rejectReference(secret, path, 'bearerTokenSecret');
}

/** OAuth 2 that lacks something, or whose parts do not go together. */
export function rejectOAuth2({ oauth2 }: Pick<MonitorEndpoint, 'oauth2'>, path: string): Rejection[] {
  if (oauth2 === undefined) return [];
  const { clientId, clientSecret, tokenUrl, tlsConfig } = oauth2;
  const missing = [...(isNamed(clientId) ? [] : ['clientId']), ...(tokenUrl === '' ? ['tokenUrl'] : [])];
  return [
    ...missing.map((field): Rejection => ({
      id: 'OPR011',
      path: `${path}.${field}`,
      message: `'oauth2.${field}' must be set, and is empty`,
      fix:
        field === 'clientId'
          ? 'name a key of a Secret or of a ConfigMap'
          : 'set the address that gives tokens',
    })),
    ...rejectSource(clientId, path, 'clientId'),
    ...rejectReference(clientSecret, path, 'clientSecret'),
    ...rejectTls(tlsConfig, `${path}.tlsConfig`),
    ...rejectProxy(oauth2, path),
  ];
}
