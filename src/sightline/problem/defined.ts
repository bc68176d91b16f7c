/** The same without the properties that are undefined, in the same order: what is not set is not written. */
export function defined<T extends object>(properties: T): T {
  // the cast holds because only optional properties can be undefined
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
