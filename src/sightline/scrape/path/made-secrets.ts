import { mapAt, mapsAt, textAt } from './fields';
import type { IndexedWorld } from './index-world';
import type { ApiObject } from './world';

/** The Secrets and ConfigMaps of a world, with the Secrets that others are made into whose keys are all written there. */
export function keySources(from: string, indexed: IndexedWorld): readonly ApiObject[] {
  const { objects } = indexed;
  if (from !== 'Secret') return objects('', from);
  const sealed = objects('bitnami.com', 'SealedSecret').map((object) => {
    const { spec } = object.manifest;
    const name = textAt(spec, 'template', 'metadata', 'name') ?? object.name;
    return secret(object, name, Object.keys(mapAt(spec, 'encryptedData')));
  });
  const external = objects('external-secrets.io', 'ExternalSecret').flatMap((object) => {
    const { spec } = object.manifest;
    // what is taken as a whole, or made by a template, has keys that only the cluster knows
    if (mapsAt(spec, 'dataFrom').length > 0 || 'template' in mapAt(spec, 'target')) return [];
    const keys = mapsAt(spec, 'data').flatMap((each) => textAt(each, 'secretKey') ?? []);
    return [secret(object, textAt(spec, 'target', 'name') ?? object.name, keys)];
  });
  return [...objects('', from), ...sealed, ...external];
}

function secret(made: ApiObject, name: string, keys: readonly string[]): ApiObject {
  const data = Object.fromEntries(keys.map((key) => [key, '']));
  return { ...made, apiVersion: 'v1', kind: 'Secret', name, manifest: { data } };
}
