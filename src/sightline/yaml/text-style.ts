/** What some reader takes for an end of a line, for a mark of the encoding, or for no character of YAML at all. */
const notAsItIs = /[^\t\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A tab where the spaces of a line begin: Go takes it for an indentation, which may have none. Python takes no tab at all within a plain text. */
const misleadingTab = /^[ \n]*\t|\n[ \n]*\t|^[^\n]*\t[^\n]*$/;

/** A block would begin with a line of spaces only, and no reader is sure how deep it stands. */
const blankFirst = /^\n* +\n/;

/** Words of YAML 1.1 and 1.2: null, the booleans, what merges maps, and the default value, which Python refuses. */
const words = new Set(
  '~ null Null NULL true True TRUE false False FALSE y Y yes Yes YES n N no No NO on On ON off Off OFF << ='.split(
    ' ',
  ),
);

const mayBeNumber = /^[-+.\d_eE]/;

/**
 * Numbers and moments, underscores left out. The readers are those of YAML 1.1 and 1.2, of Go, and of Python, each of which knows some that the others
 * do not.
 */
const numbers: readonly RegExp[] = [
  // integers of any base
  /^[-+]?(?:0[xX][\da-fA-F]*|0[bB][-+]?[01]*|0[oO][-+]?[0-7]*|\d+)$/,
  // decimal numbers; `yaml` takes an exponent by itself for one
  /^[-+]?(?:\d+(?:\.\d*)?|\.\d*)(?:[eE][-+]?\d*)?$/,
  /^[-+]?[eE][-+]?\d+$/,
  /^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/,
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
  return words.has(text) || isNumber(text) ? 'quoted' : 'any';
}

function isNumber(text: string): boolean {
  if (!mayBeNumber.test(text)) return false;
  const bare = text.replaceAll('_', '');
  return numbers.some((pattern) => pattern.test(bare));
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
