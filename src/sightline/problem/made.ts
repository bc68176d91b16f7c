import { type SideTable, sideTable } from './side-table';

/** What only this library makes. */
export type Maker =
  | 'calculated duration'
  | 'cannot write'
  | 'contract'
  | 'declaration'
  | 'declared metric'
  | 'environment'
  | 'expression'
  | 'histogram'
  | 'instrument'
  | 'objective'
  | 'problems error'
  | 'rule file'
  | 'service'
  | 'settled value'
  | 'stack'
  | 'summary'
  | 'tree';

/** The name of the register in the process: the same in every copy and version of the library, so that two copies get along. */
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
  const register = registerOfProcess();
  const before = register.get(value) ?? [];
  if (!before.includes(as)) register.set(value, before.length === 0 ? alone(as) : [...before, as]);
  return value;
}

/** Whether this library has made a value as that. */
export function isMade(as: Maker, value: unknown): value is object {
  return isObject(value) && registerOfProcess().get(value)?.includes(as) === true;
}

/** Whether this library has made a value, as whatever. */
export function isMadeAtAll(value: unknown): boolean {
  return isObject(value) && registerOfProcess().has(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** As what a value was made: nearly always as one thing, of which one list is enough for all. */
type Register = SideTable<readonly string[]>;

const lists = new Map<Maker, readonly Maker[]>();

function alone(as: Maker): readonly Maker[] {
  const list = lists.get(as) ?? [as];
  lists.set(as, list);
  return list;
}

let found: Register | undefined;

function registerOfProcess(): Register {
  found ??= findRegister();
  return found;
}

function findRegister(): Register {
  const known: unknown = Reflect.get(globalThis, key);
  if (known !== undefined) return known as Register; // only the next line sets it
  const register: Register = sideTable();
  Object.defineProperty(globalThis, key, { value: register });
  return register;
}
