import { filled } from '../filled';
import type { ServiceEndpoint } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import type { Rejection } from './reject';

/** Files in the container of Prometheus that must not be read. */
export function rejectFiles(
  { bearerTokenFile, tlsConfig = {} }: ServiceEndpoint,
  path: string,
  { arbitraryFSAccessThroughSMs }: PrometheusSettings,
): Rejection[] {
  if (arbitraryFSAccessThroughSMs?.deny !== true) return [];
  const { caFile, certFile, keyFile } = tlsConfig;
  const files = {
    bearerTokenFile,
    'tlsConfig.caFile': caFile,
    'tlsConfig.certFile': certFile,
    'tlsConfig.keyFile': keyFile,
  };
  return Object.entries(files)
    .filter(([, file]) => filled(file) !== undefined)
    .map(([field, file]) => ({
      id: 'OPR002',
      path: `${path}.${field}`,
      message: `'${field}' (${file}) names a file in the Prometheus container, which 'arbitraryFSAccessThroughSMs.deny' forbids`,
      fix: 'refer to a Secret or a ConfigMap instead',
    }));
}
