/** What only this library makes. */
export type Maker =
  | 'calculated duration'
  | 'contract'
  | 'declaration'
  | 'declared metric'
  | 'expression'
  | 'histogram'
  | 'instrument'
  | 'objective'
  | 'rule file'
  | 'service'
  | 'settled value'
  | 'stack'
  | 'tree';

/** The name of the lists in the process: the same in every copy and version of the library, so that two copies get along. */
const key = Symbol.for('sightline.made');

/**
 * Remembers that this library has made a value, and as what. Such a value is trusted to be what its type says. Everything else that a caller
 * hands over is data: it may be anything, may change while it is read, and may throw; `settled` reads it once.
 *
 * A property of the value itself could not tell: a copy with other parts would have it too, and so would a proxy.
 *
 * @returns the value
 */
export function made<T extends object>(as: Maker, value: T): T {
  const lists = listsOfProcess();
  const list = lists.get(as) ?? new WeakSet();
  lists.set(as, list);
  list.add(value);
  return value;
}

/** Whether this library has made a value as that. */
export function isMade(as: Maker, value: unknown): value is object {
  return isObject(value) && listsOfProcess().get(as)?.has(value) === true;
}

/** Whether this library has made a value, as whatever. */
export function isMadeAtAll(value: unknown): boolean {
  return isObject(value) && [...listsOfProcess().values()].some((list) => list.has(value));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

type Lists = Map<string, WeakSet<object>>;

function listsOfProcess(): Lists {
  const known: unknown = Reflect.get(globalThis, key);
  if (known !== undefined) return known as Lists; // only the next line sets it
  const lists: Lists = new Map();
  Object.defineProperty(globalThis, key, { value: lists });
  return lists;
}
