/** The same without the properties that are undefined, in the same order: what is not set is not written. */
export function defined<T extends object>(properties: T): T {
  // the cast holds because only optional properties can be undefined
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}

/** A text that says something; the operator takes an empty one for one that is not there. */
export function filled<T extends string>(text: T | undefined): T | undefined {
  return text === '' ? undefined : text;
}

/** The same record with its keys in order, as the operator writes maps. */
export function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
