import { masked } from '../../secrets/masked';
import { quoted } from '../../importers/print/typescript-text';

/** How every question begins, so that an editor and `grep` find it. */
export const questionMark = 'TODO: ';

/** Comments that list names are broken so that they are no wider. */
export const commentWidth = 150;

/** Longer texts of a page are cut. */
const longest = 40;

/** What ends a line or can't be seen. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A comment of one line, whatever the text has from a page: no line of it can end before, and no secret is repeated. */
export function comment(text: string): string {
  const oneLine = masked(text).replace(unseen, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
  return `// ${oneLine}`;
}

/** A comment that asks. */
export function question(text: string): string {
  return comment(questionMark + text);
}

/** The first of some values in words: `'a', 'b' and 3 more`. */
export function someOf(values: readonly string[], shown = 4): string {
  const first = values
    .slice(0, shown)
    .map((value) => quoted(value.length > longest ? `${value.slice(0, longest)}…` : value));
  const more = values.length - first.length;
  return more === 0 ? first.join(', ') : `${first.join(', ')} and ${more} more`;
}

/** Names after a head, in as many comments as they need. */
export function listed(head: string, names: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = head;
  names.forEach((name, index) => {
    const item = ` ${name}${index === names.length - 1 ? '' : ','}`;
    if (line.length + item.length > width && line !== head) {
      lines.push(line);
      line = ` ${item}`;
    } else line += item;
  });
  return [...lines, line].map(comment);
}
