import { isMap, plainCopy, type PlainMap, type PlainValue, sorted } from './plain-data';

/**
 * Two sets of values as Helm merges two values files: maps are merged key by key, everything else of the second
 * replaces what the first has, null included. The result has sorted keys and shares nothing with the inputs.
 *
 * @see https://helm.sh/docs/chart_template_guide/values_files/
 */
export function mergeValues(first: PlainMap, second: PlainMap): PlainMap {
  return merge(ownCopy(first), ownCopy(second));
}

function merge(first: PlainMap, second: PlainMap): PlainMap {
  const result = new Map<string, PlainValue>(Object.entries(first));
  for (const [key, over] of Object.entries(second)) {
    const under = result.get(key);
    result.set(key, isMap(under) && isMap(over) ? merge(under, over) : over);
  }
  return sorted([...result]);
}

/** Copied first, so that a map that contains itself can't make the merge endless. */
function ownCopy(values: PlainMap): PlainMap {
  const { data } = plainCopy(values, '');
  return isMap(data) ? data : {};
}
