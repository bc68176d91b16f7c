import { filled } from '../filled';
import type { KeyReference, KeySource } from '../key-source';
import type { Rejection } from './reject';

/**
 * A reference that can lead nowhere: without the name of the object or without the key in it.
 *
 * @param reference undefined where it is missing as a whole, which a field that needs one does not allow
 */
export function rejectReference(
  reference: KeyReference | undefined,
  path: string,
  field: string,
  kind = 'Secret',
): Rejection[] {
  const missing = [
    ...(filled(reference?.name) === undefined ? ['name'] : []),
    ...(filled(reference?.key) === undefined ? ['key'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      id: 'OPR003',
      path: `${path}.${field}`,
      message: `'${field}' must name a key of a ${kind}, and lacks ${missing.map((each) => `'${each}'`).join(' and ')}`,
      fix: `name the ${kind} and the key in it`,
    },
  ];
}

/** A Secret or a ConfigMap: not both, and what is named must lead somewhere. */
export function rejectSource(source: KeySource | undefined, path: string, field: string): Rejection[] {
  const { secret, configMap } = source ?? {};
  if (secret !== undefined && configMap !== undefined) {
    return [
      {
        id: 'OPR010',
        path: `${path}.${field}`,
        message: `'${field}' must be a key of a Secret or of a ConfigMap, and names both`,
        fix: 'keep one of them',
      },
    ];
  }
  if (secret !== undefined) return rejectReference(secret, path, `${field}.secret`);
  return configMap === undefined ? [] : rejectReference(configMap, path, `${field}.configMap`, 'ConfigMap');
}
