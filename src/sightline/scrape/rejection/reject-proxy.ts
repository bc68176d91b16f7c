import { filled } from '../filled';
import type { ServiceEndpoint } from '../manifests';
import type { Rejection } from './reject';
import { rejectReference } from './reject-references';

/** The fields of a proxy: of an endpoint, or of its OAuth 2.0 client. */
export type ProxySettings = Pick<
  ServiceEndpoint,
  'proxyUrl' | 'noProxy' | 'proxyFromEnvironment' | 'proxyConnectHeader'
>;

/** A proxy that is named in two ways, or settings of one that is not named. */
export function rejectProxy(proxy: ProxySettings, path: string): Rejection[] {
  const { proxyFromEnvironment, proxyConnectHeader = {} } = proxy;
  const [proxyUrl, noProxy] = [filled(proxy.proxyUrl), filled(proxy.noProxy)];
  const fromEnvironment = proxyFromEnvironment === true;
  const at = (field: string, message: string, fix: string): Rejection => ({
    id: 'OPR011',
    path: `${path}.${field}`,
    message,
    fix,
  });
  const hasHeaders = Object.keys(proxyConnectHeader).length > 0;
  const needsUrl = "set 'proxyUrl' too, or leave it out";
  return [
    ...(proxyUrl !== undefined && !hasHost(proxyUrl)
      ? [at('proxyUrl', `'proxyUrl' (${proxyUrl}) must be a URL with a host`, 'write it as http://HOST:PORT')]
      : []),
    ...(fromEnvironment && proxyUrl !== undefined
      ? [
          at(
            'proxyUrl',
            `'proxyUrl' (${proxyUrl}) must not stand beside 'proxyFromEnvironment'`,
            'keep one of them',
          ),
        ]
      : []),
    ...(fromEnvironment && noProxy !== undefined
      ? [at('noProxy', `'noProxy' (${noProxy}) must not stand beside 'proxyFromEnvironment'`, 'leave it out')]
      : []),
    ...(!fromEnvironment && proxyUrl === undefined && noProxy !== undefined
      ? [
          at(
            'noProxy',
            `'noProxy' (${noProxy}) must stand beside 'proxyUrl', as it makes exceptions from it`,
            needsUrl,
          ),
        ]
      : []),
    ...(!fromEnvironment && proxyUrl === undefined && hasHeaders
      ? [
          at(
            'proxyConnectHeader',
            "'proxyConnectHeader' must stand beside 'proxyUrl' or 'proxyFromEnvironment'",
            needsUrl,
          ),
        ]
      : []),
    ...Object.entries(proxyConnectHeader).flatMap(([header, keys]) => {
      const field = `proxyConnectHeader.${header}`;
      if (keys.length === 0) return [at(field, `'${field}' must have a value`, 'name a key of a Secret')];
      return keys.flatMap((key, index) => rejectReference(key, path, `${field}[${index}]`));
    }),
  ];
}

/** Whether a URL has a host in which all characters are some that a host can have, as Go reads it. */
function hasHost(url: string): boolean {
  const [, host = ''] = /^\w+:\/\/(?:[^/?#]*@)?([^/?#]+)/.exec(url) ?? [];
  return /^(?:\[[\da-fA-F:.%\w]+\]|[\w.~!$&'()*+,;="<>-]+)(?::\d*)?$/.test(host);
}
