import { isMap } from '../../src/sightline/stack/plain-data';
import type { KeysPatch } from '../../src/sightline/stack/values-keys/keys-of-versions';
import type { ValueMap } from '../../src/sightline/stack/values-keys/keys-of-versions';

/** What makes the keys of one version those of another. */
export function patchBetween(from: ValueMap, to: ValueMap): KeysPatch {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  const changes = names.flatMap((name): (readonly [string, KeysPatch[string]])[] => {
    const [before, after] = [from[name], to[name]];
    if (after === undefined) return [[name, null]];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (!isMap(before) || !isMap(after)) return [[name, after]];
    return [[name, patchBetween(before, after)]];
  });
  return Object.fromEntries(changes);
}
