/** What some reader takes for an end of a line, for a mark of the encoding, or for no character of YAML at all. */
const notAsItIs = /[^\t\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A tab where the spaces of a line begin: Go takes it for an indentation, which may have none. Python takes no tab at all within a plain text. */
const misleadingTab = /^[ \n]*\t|\n[ \n]*\t|^[^\n]*\t[^\n]*$/;

/** A block would begin with a line of spaces only, and no reader is sure how deep it stands. */
const blankFirst = /^\n* +\n/;

/**
 * Texts that a reader takes for something else where they are not in quotes, underscores left out, beside those that the schemas of `yaml` know. The
 * readers are those of YAML 1.1 and 1.2, of Go, and of Python, each of which knows some numbers that the others do not.
 */
const notPlain: readonly RegExp[] = [
  // merged into the map, and the default value of YAML 1.1
  /^(?:<<|=)$/,
  // integers of any base
  /^[-+]?(?:0[xX][\da-fA-F]*|0[bB][-+]?[01]*|0[oO][-+]?[0-7]*|\d+)$/,
  // decimal numbers
  /^[-+]?(?:\d+(?:\.\d*)?|\.\d*)(?:[eE][-+]?\d*)?$/,
  // to the base of sixty
  /^[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?$/,
  // moments
  /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt]|[ \t]+\d)/,
];

/** How a text has to be written so that every reader reads it. */
export type TextStyle = 'any' | 'quoted' | 'escaped';

/**
 * How a text has to be written: in any style; in quotes, lest a reader takes it for something else; or in double quotes on one line, since it has what
 * readers do not take as it is.
 */
export function styleOf(text: string): TextStyle {
  if (notAsItIs.test(text) || misleadingTab.test(text) || blankFirst.test(text)) return 'escaped';
  const bare = text.replaceAll('_', '');
  return notPlain.some((pattern) => pattern.test(bare)) ? 'quoted' : 'any';
}

const toEscape = new RegExp(`["\\\\\\t\\n]|${notAsItIs.source}`, 'gu');

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** A text in double quotes on one line. Half of a pair of surrogates has no escape that a reader takes, and stays as it is. */
export function escaped(text: string): string {
  return `"${text.replace(toEscape, (character) => named[character] ?? escapeOf(character))}"`;
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0); // all beyond the first plane is taken as it is
  if (isHalf(code)) return character;
  return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
