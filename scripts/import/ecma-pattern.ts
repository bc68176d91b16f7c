/**
 * Rewrites a pattern of a CRD, which is RE2 syntax, as one that ECMAScript reads the same way. Only the inline
 * flag `(?i)` differs in what the operator uses: its letters become classes, `ab` becomes `[aA][bB]`.
 *
 * @param pattern a pattern in RE2 syntax
 * @throws Error when the pattern can't be rewritten
 */
export function toEcmaPattern(pattern: string): string {
  const match = /^(\^?)\(\?i\)(.*)$/.exec(pattern);
  const rewritten = match ? `${match[1] ?? ''}${anyCase(match[2] ?? '', pattern)}` : pattern;
  try {
    new RegExp(rewritten, 'u');
  } catch {
    throw new Error(
      `'pattern' (${pattern}) must be readable as an ECMAScript regular expression; extend ecma-pattern.ts.`,
    );
  }
  return rewritten;
}

function anyCase(rest: string, pattern: string): string {
  // Inside a class, an escape or a named group a letter may mean something else.
  if (/[\\[\]<{]/.test(rest)) {
    throw new Error(
      `'pattern' (${pattern}) must hold only plain letters after '(?i)'; extend ecma-pattern.ts.`,
    );
  }
  return rest.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
