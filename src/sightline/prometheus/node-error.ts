/**
 * What an error says. `instanceof` is no help: Node's own errors come from another realm under jest.
 *
 * @param error - what was thrown
 */
export function messageOf(error: unknown): string {
  // Whatever is thrown by Node and by this project has a message; anything else reads as undefined here.
  return (error as Partial<Error> | undefined)?.message ?? String(error);
}

/**
 * The code of an error of Node's, such as `ENOENT`.
 *
 * @param error - what was thrown
 * @returns undefined when it has none
 */
export function codeOf(error: unknown): string | undefined {
  // Node's system errors have a code; on anything else the property is missing.
  return (error as Partial<NodeJS.ErrnoException> | undefined)?.code;
}
