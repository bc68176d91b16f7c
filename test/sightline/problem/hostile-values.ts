import * as fc from '../../fast-check';

/** Values that no caller should pass, and that somebody will: each one has broken a checker somewhere. */
export function hostileValues(): unknown[] {
  const cyclic: Record<string, unknown> = { release: 'prometheus' };
  cyclic['prometheus'] = cyclic;
  cyclic['values'] = cyclic;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throws = (): never => {
    throw new Error('no');
  };
  const touchy = new Proxy(
    {},
    { get: throws, has: throws, ownKeys: throws, getPrototypeOf: throws, getOwnPropertyDescriptor: throws },
  );
  const getter = Object.defineProperty({}, 'release', { enumerable: true, get: throws });
  const endless: unknown[] = [];
  endless.length = 4_294_967_295;
  let deep: unknown = 'end';
  for (let depth = 0; depth < 50_000; depth++) deep = { values: deep };
  class Odd {
    readonly release = 'prometheus';
    get grafana(): unknown {
      return throws();
    }
  }
  return [
    undefined, null, true, 0, -0, NaN, Infinity, 10n, '', 'text', '\u0000', '💥', 'x'.repeat(100_000),
    Symbol('s'), () => 1, Odd, [], [[]], [undefined], endless, {}, Object.create(null), new Date(NaN), new Map(),
    new Set(), /x/, new Error('no'), Promise.resolve(), new Uint8Array(3), new Proxy([], {}), revoked.proxy, touchy,
    getter, cyclic, deep, new Odd(), globalThis, JSON.parse('{"__proto__":{"release":"a"}}'),
    { [Symbol.toStringTag]: 'Map' }, { get [Symbol.toStringTag]() { return throws(); } },
    { toString: throws, valueOf: throws, toJSON: throws },
  ]; // prettier-ignore
}

/**
 * Anything: JSON, hostile values, and both below the names of the given options. Given as a function that makes the
 * value, because fast-check itself looks at what it generates, and a hostile value throws at that.
 */
export function garbage(names: readonly string[]): fc.Arbitrary<() => unknown> {
  const hostile = hostileValues();
  const leaf = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true }).map((value) => () => value),
    fc.nat(hostile.length - 1).map((index) => () => hostile[index]),
  );
  const key = fc.oneof(fc.constantFrom(...names), fc.string());
  const level = (inner: fc.Arbitrary<() => unknown>): fc.Arbitrary<() => unknown> =>
    fc.oneof(
      leaf,
      fc
        .array(fc.tuple(key, inner), { maxLength: 5 })
        .map((parts) => () => Object.fromEntries(parts.map(([name, make]) => [name, make()]))),
    );
  return level(level(level(leaf)));
}
