/** A map of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

/** The map at a path of keys; empty where there is none: not every kind has been held against a schema. */
export function mapAt(value: unknown, ...keys: readonly string[]): Fields {
  const found = valueAtKeys(value, keys);
  return isFields(found) ? found : {};
}

/** The maps in the list at a path of keys. */
export function mapsAt(value: unknown, ...keys: readonly string[]): readonly Fields[] {
  const found = valueAtKeys(value, keys);
  return Array.isArray(found) ? found.filter(isFields) : [];
}

/** The text at a path of keys. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAtKeys(value, keys);
  return typeof found === 'string' ? found : undefined;
}

/** The texts of the map at a path of keys, such as labels. */
export function textsAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, string>> {
  const entries = Object.entries(mapAt(value, ...keys));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Whether a value is a map. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAtKeys(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (isFields(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}
