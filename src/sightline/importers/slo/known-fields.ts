import type { Problem } from '../../problem/problem';
import { nearest } from '../../problem/nearest';
import { dropped, under } from './import-problems';
import type { Located, FilePlace } from '../yaml/located';

/** Properties that nothing here reads. */
export function unknownFields(
  value: Located | undefined,
  known: readonly string[],
  place: FilePlace,
): Problem[] {
  if (value?.kind !== 'map') return [];
  return [...value.entries]
    .filter(([name]) => !known.includes(name))
    .map(([name, { line }]) => {
      const meant = nearest(name, known);
      return dropped(
        `'${name}' is left out: it is no property that is read here`,
        under(place, name, line),
        meant === undefined ? undefined : `did you mean '${meant}'?`,
      );
    });
}
