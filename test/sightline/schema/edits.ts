/** The way to a property: names and positions. */
export type Path = (string | number)[];

// The free maps of the samples: their keys are the user's, so no spelling of them is wrong.
const freeMaps = new Set(['labels', 'annotations', 'matchLabels', 'params']);

/** Lists the way to every property of an object that is not a key of a free map, `spec.selector` of a Service included. */
export function properties(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => properties(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, name];
    const isSelectorOfService = name === 'selector' && !('matchLabels' in Object(inner));
    return [here, ...(freeMaps.has(name) || isSelectorOfService ? [] : properties(inner, here))];
  });
}

/** Copies an object and renames one property in the copy. */
export function renamed<T>(object: T, path: Path, name: string): T {
  return edited(object, path, (parent, last) => {
    parent[name] = parent[last];
    Reflect.deleteProperty(parent, last);
  });
}

/** Copies an object and sets one property in the copy. */
export function set<T>(object: T, path: Path, value: unknown): T {
  return edited(object, path, (parent, last) => {
    parent[last] = value;
  });
}

function edited<T>(object: T, path: Path, edit: (parent: Record<string, unknown>, last: string) => void): T {
  const copy = structuredClone(object);
  // The path comes from the object itself, so every step but the last leads to an object or an array.
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
  edit(parent as Record<string, unknown>, String(path.at(-1)));
  return copy;
}

/** Prints a path as problems do. The names of the samples that are renamed need no quotes. */
export function print(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
