/** Gives an object a property of its own. An assignment to `__proto__` would set the prototype instead. */
export function put(to: object, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(to, key, { value, enumerable: true });
  else Reflect.set(to, key, value);
}
