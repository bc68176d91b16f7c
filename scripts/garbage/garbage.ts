import type { Random } from '../../test/sightline/promql/random';

/** Values that no caller should pass, and that somebody will. */
export type Garbage = (choices: Random) => unknown;

const deepest = 3;

/** One value, of which any part may be anything. */
export function garbageOf(choices: Random, depth = 0): unknown {
  if (depth < deepest && choices.chance(0.25)) return composed(choices, depth + 1);
  return choices.pick(leaves)(choices);
}

/** A property name: one that options have, one that every object has, or any text. */
export function nameOf(choices: Random): string {
  return choices.pick(names);
}

function composed(choices: Random, depth: number): unknown {
  const parts = Array.from({ length: choices.below(4) }, () => garbageOf(choices, depth));
  if (choices.chance(0.4)) return parts;
  const object: Record<string, unknown> = choices.chance(0.1)
    ? (Object.create(null) as Record<string, unknown>)
    : {};
  for (const part of parts) {
    // an assignment to __proto__ would set the prototype; here it is to be a property
    Object.defineProperty(object, nameOf(choices), {
      value: part,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}

const throws = (): never => {
  throw new Error('garbage was read');
};

class Instance {
  readonly name = 'shop';
  readonly metrics: unknown = throws;
  private readonly hidden = 1;
  get labels(): unknown {
    return throws();
  }
  get problems(): number {
    return this.hidden;
  }
}

/** Its target is read through it, until a property is asked for a second time. */
function readOnce<T extends object>(target: T): T {
  const read = new Set<unknown>();
  return new Proxy(target, {
    get: (of, key, receiver) => {
      if (read.has(key)) throws();
      read.add(key);
      return Reflect.get(of, key, receiver) as unknown;
    },
  });
}

/** A value that can't be read, or reads as something else the next time. */
export function hostile(target: object, choices: Random): unknown {
  switch (choices.below(6)) {
    case 0:
      return new Proxy(target, { get: throws });
    case 1:
      return new Proxy(target, { ownKeys: throws, getOwnPropertyDescriptor: throws });
    case 2:
      return new Proxy(target, { getPrototypeOf: throws, has: throws });
    case 3:
      return readOnce(target);
    case 4: {
      const { proxy, revoke } = Proxy.revocable(target, {});
      revoke();
      return proxy;
    }
    default:
      return Object.create(target) as unknown;
  }
}

function cyclic(): unknown {
  const object: Record<string, unknown> = { name: 'shop' };
  object['metrics'] = [object];
  object['labels'] = object;
  object['values'] = object;
  return object;
}

function deep(): unknown {
  let value: unknown = 'end';
  for (let depth = 0; depth < 20_000; depth++) value = depth % 2 === 0 ? { values: value } : [value];
  return value;
}

function sparse(length: number): unknown[] {
  const list: unknown[] = ['a'];
  list.length = length;
  return list;
}

const texts = [
  '', ' ', 'x', '5m', '0', '-1', '1e400', 'shop', 'task-api', 'le', 'method', '__name__', 'toString', 'constructor', '__proto__', 'null',
  'hasOwnProperty', '\0', '\ud800', '💥', '{{', '"', "'", '\\', '(', ')', '[', ']', '{', '}', 'rate(x[5m])', 'sum(', 'x[', 'a{b="c"}', 'a:b:c',
  '*', '../..', '/', '$(touch x)', '\u2028', '﷽', 'a\nb', '3.5', '3.99', 'v3', '292y', '1s1s', '+Inf', 'NaN', 'null\u0000', '${A}', '%s%n',
]; // prettier-ignore

const names = [
  ...['name', 'metrics', 'labels', 'by', 'on', 'not', 'values', 'max', 'declaration', 'node', 'flow', 'problems', 'rules', 'groups'],
  ...['stack', 'contract', 'pods', 'ports', 'record', 'alert', 'expression', 'annotations', 'namespace', 'type', 'window', 'names'],
  ...['length', '0', 'toString', 'valueOf', 'toJSON', 'constructor', '__proto__', 'prototype', 'hasOwnProperty', 'then', 'get', ''],
]; // prettier-ignore

const numbers = [
  0, -0, 1, -1, 0.5, 2, 100, 99.9, NaN, Infinity, -Infinity, 1e21, 1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 65_536,
]; // prettier-ignore

const longText = 'x'.repeat(200_000);

const leaves: readonly Garbage[] = [
  () => undefined,
  () => null,
  (choices) => choices.chance(0.5),
  (choices) => choices.pick(numbers),
  (choices) => choices.pick(numbers),
  (choices) => choices.pick([0n, -1n, 2n ** 70n]),
  (choices) => choices.pick(texts),
  (choices) => choices.pick(texts),
  (choices) => choices.pick(texts) + choices.pick(texts),
  (choices) => (choices.chance(0.1) ? longText : 'y'.repeat(300)),
  (choices) => choices.pick([Symbol('garbage'), Symbol.iterator, Symbol.for('sightline.Expression')]),
  (choices) =>
    choices.pick([throws, () => undefined, async () => Promise.resolve(), Instance, Proxy, Symbol]),
  (choices) => choices.pick([/x/, /x/gimsy, /\p{L}/u, /\//, /(?<a>b)\k<a>/]),
  (choices) => choices.pick([new Date(NaN), new Date(0), new Map([[1, 2]]), new Set(['a']), new WeakMap()]),
  () => new Error('garbage'),
  () => new Uint8Array(3),
  () => new Instance(),
  () => Promise.resolve(1),
  () => Object(1) as unknown,
  () => Object('text') as unknown,
  () => [],
  () => ({}),
  (choices) => sparse(choices.pick([2, 5, 2 ** 32 - 1])),
  () => cyclic(),
  (choices) => (choices.chance(0.1) ? deep() : [[[[]]]]),
  (choices) => hostile({}, choices),
  (choices) => hostile([], choices),
  (choices) => hostile(() => 1, choices),
  () => JSON.parse('{"__proto__":{"name":"a"},"constructor":{"prototype":1}}') as unknown,
  () => ({ toString: throws, valueOf: throws, toJSON: throws, [Symbol.toPrimitive]: throws }),
  () => ({ [Symbol.toStringTag]: 'Map' }),
  () => ({ [Symbol.iterator]: throws, length: 3 }),
  () => Object.defineProperty({}, Symbol.toStringTag, { get: throws }),
  (choices) => Object.defineProperty({}, nameOf(choices), { get: throws, enumerable: true }),
  () => globalThis,
  () => new Proxy({}, { get: () => 1, has: () => true }),
  () => new Proxy(() => 1, { get: (of, key) => Reflect.get(of, key) as unknown, has: () => true }),
  () => ({ [Symbol.for('sightline.Expression')]: true }),
  () => ({ [Symbol.for('sightline.CalculatedDuration')]: true }),
  () => ({ [Symbol.for('sightline.KubePrometheusStack')]: true }),
];
