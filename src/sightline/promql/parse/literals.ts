/** The value of a text in quotes that the scanner has let through, and whether all of it is UTF-8: `\xff` is not. */
export function unquote(written: string): { readonly value: string; readonly isText: boolean } {
  const inner = written.slice(1, -1);
  if (written.startsWith('`') || !inner.includes('\\')) return { value: inner, isText: true };
  const bytes: Buffer[] = [];
  let at = 0;
  for (const { index, 0: whole, 1: escaped = '' } of inner.matchAll(/\\([0-7]{3}|x..|u.{4}|U.{8}|[^])/g)) {
    bytes.push(Buffer.from(inner.slice(at, index)), unescape(escaped));
    at = index + whole.length;
  }
  bytes.push(Buffer.from(inner.slice(at)));
  const all = Buffer.concat(bytes);
  const value = all.toString('utf8');
  return { value, isText: Buffer.from(value).equals(all) };
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The bytes of an escape without its backslash. */
function unescape(escaped: string): Buffer {
  const [kind = ''] = escaped;
  if (escaped.length === 1) return Buffer.from(letters[kind] ?? escaped);
  if (kind === 'x') return Buffer.from([parseInt(escaped.slice(1), 16)]);
  if (kind === 'u' || kind === 'U') return Buffer.from(String.fromCodePoint(parseInt(escaped.slice(1), 16)));
  return Buffer.from([parseInt(escaped, 8)]);
}

/** What a signed whole number of 64 bits holds. */
const most = 2n ** 63n;

/**
 * The value of a number as Go reads it, undefined where it reads none: `0x1f` and `010` are whole numbers of other bases, `1e999` is out
 * of range.
 *
 * @see https://pkg.go.dev/strconv#ParseInt
 */
export function readNumber(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (lower === 'inf') return Infinity;
  if (lower === 'nan') return NaN;
  if (!areSeparators(lower)) return undefined;
  const digits = lower.replaceAll('_', '');
  if (digits.startsWith('0x')) return wholeNumber(digits, /^0x[0-9a-f]+$/);
  const octal = wholeNumber(digits.replace(/^0/, '0o'), /^0o[0-7]+$/);
  if (octal !== undefined) return octal;
  if (!/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

function wholeNumber(digits: string, syntax: RegExp): number | undefined {
  if (!syntax.test(digits)) return undefined;
  const value = BigInt(digits);
  return value < most ? Number(value) : undefined;
}

/** Whether each `_` stands between two digits, or between the prefix and a digit. */
function areSeparators(lower: string): boolean {
  if (!lower.includes('_')) return true;
  const digit = lower.startsWith('0x') ? '[0-9a-f]' : '[0-9]';
  const before = lower.startsWith('0x') ? '[0-9a-fx]' : '[0-9]';
  return !new RegExp(`(?<!${before})_|_(?!${digit})`).test(lower);
}
