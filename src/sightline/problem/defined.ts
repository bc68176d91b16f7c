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
  // the cast says what the filter does
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
