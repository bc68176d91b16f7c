/** Words that can't be the name of an argument in Python, of any version from 3.9 on. */
const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * A Python string literal of a text. What is not printable ASCII is written as an escape, so that no character of the text can end
 * the literal or a line, or change what a reader of the file sees.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function pythonString(text: string): string {
  // by code points: a lone half of a pair is a code point of its own, in Python too
  const written = Array.from(text, (character) => escapes[character] ?? asciiOf(character));
  return `"${written.join('')}"`;
}

function asciiOf(character: string): string {
  if (/^[ -~]$/.test(character)) return character;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** A Python number of a finite number: both languages write and read the shortest decimal of the same 64 bits. */
export function pythonNumber(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** Whether a text can be the name of an argument. */
export function isArgumentName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.has(text);
}

/** The longest line, as the formatter black has it. */
export const width = 88;

/**
 * Items in brackets: on one line if they fit, one on a line otherwise.
 *
 * @param before what stands before the items, bracket included, such as `x = f(`
 * @param after what stands behind them, bracket included
 * @param elsewhere how many columns of the line something else takes, such as the indent and a comma
 */
export function bracketed(before: string, items: readonly string[], after: string, elsewhere = 0): string {
  const line = `${before}${items.join(', ')}${after}`;
  if (line.length + elsewhere <= width && !line.includes('\n')) return line;
  const lines = items.map((item) => `    ${item.replaceAll('\n', '\n    ')},\n`);
  return `${before}\n${lines.join('')}${after}`;
}

/**
 * The values of a label as a Python expression: a range if they are consecutive numbers, the list otherwise.
 *
 * @param values each once
 * @param elsewhere as for {@link bracketed}
 */
export function pythonValues(values: readonly string[], elsewhere = 0): string {
  const first = Number(values[0]);
  const consecutive =
    values.length > 8 &&
    values.every((value, index) => /^\d+$/.test(value) && value === String(first + index));
  if (consecutive) return `map(str, range(${first}, ${first + values.length}))`;
  return bracketed('[', values.map(pythonString), ']', elsewhere);
}
