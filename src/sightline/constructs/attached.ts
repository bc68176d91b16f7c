import type { IConstruct } from 'constructs';

/** A list that hangs on a construct under a name. */
export interface Attached<T> {
  /** What hangs on a construct, in the order in which it was added. */
  readonly of: (construct: IConstruct) => readonly T[];

  /** Hangs one more on it. */
  readonly add: (construct: IConstruct, item: T) => void;
}

/**
 * A list for each construct, kept as a property of the construct itself. State in a module would be lost where a program loads two copies of
 * this library: one copy would not see what the other has kept.
 *
 * @param name the name of the property, the same in every copy and version of the library
 */
export function attached<T>(name: string): Attached<T> {
  const key = Symbol.for(`sightline.${name}`);
  const of = (construct: IConstruct): readonly T[] => {
    const found: unknown = Reflect.get(construct, key);
    return Array.isArray(found) ? (found as T[]) : []; // only `add` sets it
  };
  const add = (construct: IConstruct, item: T): void => {
    Object.defineProperty(construct, key, { value: [...of(construct), item], configurable: true });
  };
  return { of, add };
}
