import { put } from './put';

/** Properties of which those that may be undefined are left out where they are. A record has no value that is. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? (string extends K ? K : never) : K]: Exclude<T[K], undefined>;
} & {
  [K in keyof T as undefined extends T[K] ? (string extends K ? never : K) : never]?: Exclude<
    T[K],
    undefined
  >;
};

/** The same without the properties that are undefined, in the same order: what is not set is not written. */
export function defined<T extends object>(properties: T): Defined<T> {
  const kept = {};
  // a loop, since this is called more often than anything else
  for (const [key, value] of Object.entries(properties)) if (value !== undefined) put(kept, key, value);
  return kept as Defined<T>; // which the loop has made
}
