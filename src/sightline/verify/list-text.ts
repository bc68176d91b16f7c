/** The first of a list in words, and how many more there are: `'a', 'b', 'c' and 4 more`. */
export function listText(values: readonly string[], shown = 3): string {
  const first = values.slice(0, shown).map((value) => `'${value}'`);
  const more = values.length - first.length;
  return `${first.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
