import { escaped, styleOf } from './text-style';

/**
 * Prints a map or a list as `yaml` prints it, character for character, in a tenth of the time: what programs emit is nearly all of one form.
 *
 * @returns undefined for what has anything odd in it, which is for the library
 */
export function printPlain(value: unknown): string | undefined {
  const printer = new PlainPrinter();
  const text = isCollection(value) ? printer.collection(value, '') : undefined;
  return text === undefined || printer.isOdd ? undefined : `${text}\n`;
}

const step = '  ';

/** A longer key, as it is written, is written in another way. */
const longestKey = 1_000;

/** What a line of a text can not begin with, be, have in it or end in where it stands without quotes. */
const needsQuotes = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|:[ \t]|[ \t]#|[\t :]$|^$/;

/** What may be the end of a document, or the start of one. */
const marker = /^(?:---|\.\.\.)/m;

/** Several lines that need no sign of their indentation, with one end of a line behind them or none. */
const simpleLines = /^\S[^]*\S\n?$/;

/** It goes on when there is something odd, since that is known only in the midst of it. */
class PlainPrinter {
  isOdd = false;

  collection(value: object, indent: string): string {
    const inner = `${indent}${step}`;
    const parts: readonly string[] = Array.isArray(value)
      ? value.map((item: unknown) => `- ${this.inItem(item, inner)}`)
      : Object.entries(value).flatMap(([key, each]: readonly [string, unknown]) =>
          each === undefined ? [] : [`${this.key(key)}:${this.behindKey(each, inner)}`],
        );
    if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}';
    return parts.join(`\n${indent}`);
  }

  private inItem(value: unknown, indent: string): string {
    return isCollection(value) ? this.collection(value, indent) : this.scalar(value, indent);
  }

  private behindKey(value: unknown, indent: string): string {
    if (!isCollection(value)) return ` ${this.scalar(value, indent)}`;
    const text = this.collection(value, indent);
    return text === '{}' || text === '[]' ? ` ${text}` : `\n${indent}${text}`;
  }

  private key(key: string): string {
    const text = key.includes('\n') ? this.odd() : this.text(key, '');
    return text.length > longestKey ? this.odd() : text;
  }

  private scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') return this.text(value, indent);
    if (value === null || typeof value === 'boolean') return String(value);
    return typeof value === 'number' ? numberText(value) : this.odd();
  }

  private text(text: string, indent: string): string {
    if (marker.test(text)) return this.odd();
    const style = styleOf(text);
    if (style === 'escaped') return escaped(text);
    if (text.includes('\n')) {
      if (style === 'quoted' || !simpleLines.test(text)) return this.odd();
      const [head, body] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
      return `${head}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
    }
    if (style === 'any' && !needsQuotes.test(text)) return text;
    const isSingle = style === 'any' && text.includes('"') && !text.includes("'");
    return isSingle ? `'${text}'` : JSON.stringify(text);
  }

  private odd(): string {
    this.isOdd = true;
    return '';
  }
}

/** A number as every reader reads it: YAML 1.1 wants a point before an exponent. */
export function numberText(value: number): string {
  return JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e');
}

/** Maps and lists of plain data; others are odd. */
function isCollection(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || prototype === Array.prototype;
}
