/** A text that says something; the operator takes an empty one for one that is not there. */
export function filled<T extends string>(text: T | undefined): T | undefined {
  return text === '' ? undefined : text;
}

/** The same record with its keys in order, as the operator writes maps. */
export function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
