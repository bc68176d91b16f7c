/** Longer texts are cut. */
const longest = 60;

/** A text of a page for a message: it may have megabytes. */
export function cutText(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The first of a list in words, and how many more there are: `'a', 'b', 'c' and 4 more`. */
export function listText(values: readonly string[], shown = 3): string {
  const first = values.slice(0, shown).map((value) => `'${cutText(value)}'`);
  const more = values.length - first.length;
  return `${first.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
