import { filled } from '../filled';
import { isNamed } from '../key-source';
import type { TlsSettings } from '../manifests';
import type { Rejection } from './reject';
import { rejectReference, rejectSource } from './reject-references';

/** TLS settings with two sources of one thing, a certificate without its key, or versions in the wrong order. */
export function rejectTls(tls: TlsSettings | undefined, path: string): Rejection[] {
  if (tls === undefined) return [];
  return [
    ...rejectSource(tls.ca, path, 'ca'),
    ...rejectSource(tls.cert, path, 'cert'),
    ...(tls.keySecret === undefined ? [] : rejectReference(tls.keySecret, path, 'keySecret')),
    ...rejectTwice(tls, path),
    ...rejectHalf(tls, path),
    ...rejectVersions(tls, path),
  ];
}

function rejectTwice(
  { ca, caFile, cert, certFile, keySecret, keyFile }: TlsSettings,
  path: string,
): Rejection[] {
  const pairs: readonly [string, boolean, string, string | undefined][] = [
    ['ca', isNamed(ca), 'caFile', caFile],
    ['cert', isNamed(cert), 'certFile', certFile],
    ['keySecret', keySecret !== undefined, 'keyFile', keyFile],
  ];
  return pairs.flatMap(([field, isSet, fileField, file]) =>
    isSet && filled(file) !== undefined
      ? [
          {
            id: 'OPR010',
            path: `${path}.${fileField}`,
            message: `'${fileField}' (${file}) must not stand beside '${field}'`,
            fix: 'keep one of them',
          },
        ]
      : [],
  );
}

/** The certificate of a client and its key belong together. */
function rejectHalf({ cert, certFile, keySecret, keyFile }: TlsSettings, path: string): Rejection[] {
  const hasCert = isNamed(cert) || filled(certFile) !== undefined;
  const hasKey = keySecret !== undefined || filled(keyFile) !== undefined;
  if (hasCert === hasKey) return [];
  const [there, missing] = hasCert ? ['certificate', 'key'] : ['key', 'certificate'];
  return [
    {
      id: 'OPR010',
      path,
      message: `'tlsConfig' has the ${there} of a client, and must have its ${missing} too`,
      fix: hasCert ? "add 'keySecret'" : "add 'cert'",
    },
  ];
}

function rejectVersions({ minVersion, maxVersion }: TlsSettings, path: string): Rejection[] {
  // TLS10 to TLS13, so that their order is that of texts
  if (minVersion === undefined || maxVersion === undefined || maxVersion >= minVersion) return [];
  return [
    {
      id: 'OPR010',
      path: `${path}.maxVersion`,
      message: `'maxVersion' (${maxVersion}) must be at least 'minVersion' (${minVersion})`,
      fix: 'exchange them',
    },
  ];
}
