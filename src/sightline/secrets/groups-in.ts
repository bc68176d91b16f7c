/** Where the first group of a pattern is found in a text. */
export function groupsIn(text: string, pattern: RegExp): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(pattern)].map((match) => {
    const group = match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(group);
    return { start, end: start + group.length };
  });
}
