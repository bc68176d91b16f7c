import type { FinalObject } from '../checks/world';

/**
 * An object as the API server stores it: a property that is null is not set.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function withoutNulls(object: FinalObject): FinalObject {
  const manifest = pruned(object.manifest);
  return manifest === object.manifest ? object : { ...object, manifest };
}

/** The same map where nothing in it is null. */
function pruned(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(map);
  const kept = entries
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, prunedValue(value)] as const);
  const isSame = kept.length === entries.length && kept.every(([name, value]) => map[name] === value);
  return isSame ? map : Object.fromEntries(kept);
}

function prunedValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(prunedValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return typeof value === 'object' && value !== null
    ? pruned(value as Readonly<Record<string, unknown>>)
    : value; // a map
}
