import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { field, shown, type FilePlace, type Located } from '../yaml/located';
import { dropped, refusal, under, type ImportRefusal } from './import-problems';

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

/** A property that is not there, or not as it must be, and the one that was written in its place. */
export interface Missing {
  /** The map that should have the property. */
  readonly holder: Located | undefined;

  /** What the property is called. */
  readonly name: string;

  /** What else the map may have, which is no misspelling. */
  readonly known: readonly string[];

  /** What the property must be. */
  readonly must: string;
}

/** Why an SLO without a property that it needs is left out, and which of its properties was probably meant. */
export function missingField({ holder, name, known, must }: Missing): ImportRefusal {
  const fix = meantBy(holder, [name], known);
  return refusal('IMP001', `'${name}' (${shown(field(holder, name))}) ${must}`, { fix });
}

/** The property of a map that was probably meant to be called so. */
export function misspelled(
  holder: Located | undefined,
  name: string,
  known: readonly string[],
): string | undefined {
  if (holder?.kind !== 'map') return undefined;
  const unknown = [...holder.entries.keys()].filter((each) => each !== name && !known.includes(each));
  return nearest(name, unknown);
}

/** What to do where none of some properties is there: which was probably meant by another, if any. */
export function meantBy(
  holder: Located | undefined,
  names: readonly string[],
  known: readonly string[],
): string | undefined {
  for (const name of names) {
    const written =
      field(holder, name) === undefined ? misspelled(holder, name, [...names, ...known]) : undefined;
    if (written !== undefined) return `did you mean '${name}' for '${written}'?`;
  }
  return undefined;
}
