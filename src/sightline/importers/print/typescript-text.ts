/** The width that the project's files are formatted to. */
const lineWidth = 110;

/** A text as a literal, in the quotes that need fewer escapes. */
export function quoted(text: string): string {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const quote = singles > doubles ? '"' : "'";
  return quote + Array.from(text, (character) => escaped(character, quote)).join('') + quote;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
};

function escaped(character: string, quote: string): string {
  if (character === quote) return `\\${character}`;
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  // what can't be seen, or turns the direction of what follows
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(character)
    ? Array.from({ length: character.length }, (_, index) => unicode(character.charCodeAt(index))).join('')
    : character;
}

function unicode(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Characters that take two columns. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** How many columns a text takes. */
function columns(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + (wide.test(each) ? 2 : /\p{M}/u.test(each) ? 0 : 1), 0);
}

/** Whether a line ends within the width. */
export function fits(line: string): boolean {
  return columns(line) <= lineWidth;
}

/** Lines further in. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/**
 * `head[items]tail` on one line if it fits, else with a line for each item.
 *
 * @param depth how many columns further in it will stand
 */
export function listLines(
  head: string,
  items: readonly string[],
  tail: string,
  { depth, brackets = '[]' }: { readonly depth: number; readonly brackets?: '[]' | '{}' },
): readonly string[] {
  const [open, close] = brackets === '[]' ? ['[', ']'] : ['{ ', ' }'];
  const line = `${head}${open}${items.join(', ')}${close}${tail}`;
  if (fits(' '.repeat(depth) + line)) return [line];
  return [`${head}${open.trim()}`, ...indented(items.map((item) => `${item},`)), `${close.trim()}${tail}`];
}

/** Numbers in brackets: as many on each line as fit. */
export function numberLines(
  head: string,
  items: readonly string[],
  tail: string,
  depth: number,
): readonly string[] {
  const line = `${head}[${items.join(', ')}]${tail}`;
  if (fits(' '.repeat(depth) + line)) return [line];
  const lines: string[] = [];
  for (const item of items) {
    const before = lines.at(-1);
    const longer = before === undefined ? undefined : `${before} ${item},`;
    if (longer !== undefined && fits(' '.repeat(depth + 2) + longer)) lines[lines.length - 1] = longer;
    else lines.push(`${item},`);
  }
  return [`${head}[`, ...indented(lines), `]${tail}`];
}

/** A property with a text. */
export function textProperty(name: string, text: string, depth: number): readonly string[] {
  return literalProperty(name, quoted(text), depth);
}

/** A property with a literal, which stands on a line of its own where it is long, unless that gains less than three columns. */
export function literalProperty(name: string, literal: string, depth: number): readonly string[] {
  const line = `${name}: ${literal},`;
  return name.length < 5 || fits(' '.repeat(depth) + line) ? [line] : [`${name}:`, `  ${literal},`];
}
