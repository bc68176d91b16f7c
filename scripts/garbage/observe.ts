/** A trace is for whoever wrote the library; a message is for whoever uses it. */
const trace = /\n\s+at |node_modules|\bTypeError\b|\[object Object\]|Cannot read prop/;

/** Properties that a program reads of what it was given back. */
const lazily = ['problems', 'flow', 'kind', 'values', 'externalLabels', 'summary', 'contract', 'groups'];

/**
 * Reads a value as a program would, and those within it.
 *
 * @throws what reading throws, and an Error where a problem is not one that a user can read
 */
export function observe(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 2) return;
  for (const key of lazily) {
    if (!(key in value)) continue;
    const part: unknown = Reflect.get(value, key);
    if (key === 'problems') checkProblems(part);
  }
  if (Array.isArray(value)) return;
  for (const key of Object.keys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    // only what the library has made itself has data here: what it was given may throw
    if (descriptor !== undefined && 'declaration' === key) observe(descriptor.value, depth + 1);
  }
}

/** @throws Error where one of them is no problem, or says what only a programmer reads */
export function checkProblems(problems: unknown): void {
  if (!Array.isArray(problems)) throw new Error('problems are no list');
  for (const problem of problems as readonly Partial<Record<string, unknown>>[]) {
    const { id, severity, message } = problem;
    if (typeof id !== 'string' || typeof severity !== 'string' || typeof message !== 'string')
      throw new Error('a problem has no id, severity or message');
    if (trace.test(message)) throw new Error(`the message of a problem is a trace: ${message.slice(0, 200)}`);
    if (message.length > 10_000) throw new Error(`the message of a problem (${id}) is endless`);
  }
}
