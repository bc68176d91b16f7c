import { Schema } from 'yaml';
import { stringifyString } from 'yaml/util';
import { escaped, styleOf } from './text-style';

/**
 * Prints plain data as YAML, a document for each value: the only place that does. Every value keeps its type and every text its bytes, whether a
 * reader of YAML 1.1, one of 1.2, or that of kubectl, Helm and promtool reads them: `npm run yaml-readers` asks them. No line is folded, and nothing is
 * written as an anchor.
 *
 * @param values plain data, in which `unprintable` finds nothing
 * @param comment lines to stand before the first document; an empty one stays empty. Default: none
 * @see https://yaml.org/spec/1.1/
 * @see https://yaml.org/spec/1.2.2/
 */
export function printYaml(values: readonly unknown[], comment: readonly string[] = []): string {
  return [...comment.map(printComment), values.map(printDocument).join('---\n')].join('');
}

/** A comment is for people: what could end its line is left out. */
function printComment(line: string): string {
  return line === ''
    ? '\n'
    : `# ${line.replace(/[^\x20-\x7E\xA0-\u2027\u202A-\uD7FF\u{10000}-\u{10FFFF}]/gu, '')}\n`;
}

function printDocument(value: unknown): string {
  return `${print(value, '')}\n`;
}

const step = '  ';

/**
 * Prints a value.
 *
 * @param indent of its lines but the first, which stands behind what is before it
 */
function print(value: unknown, indent: string): string {
  if (typeof value === 'string') return printText(value, indent, false);
  // YAML 1.1 wants a point before an exponent
  if (typeof value === 'number') return JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e');
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return 'null';
  if (Array.isArray(value)) {
    const items = value.map((item) => `- ${print(item, indent + step)}`);
    return items.length === 0 ? '[]' : items.join(`\n${indent}`);
  }
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return pairs.length === 0
    ? '{}'
    : pairs.map(([key, inner]) => printPair(key, inner, indent)).join(`\n${indent}`);
}

function printPair(key: string, value: unknown, indent: string): string {
  const inner = indent + step;
  const name = printText(key, inner, true);
  const printed = print(value, inner);
  // a longer key has to be marked as one
  if (name.length > longestKey) return `? ${name}\n${indent}: ${printed}`;
  const isBelow = typeof value === 'object' && value !== null && printed !== '{}' && printed !== '[]';
  return `${name}:${isBelow ? `\n${inner}` : ' '}${printed}`;
}

const longestKey = 1024;

/** Letters, digits and marks without a meaning: most texts. */
const plain = /^[A-Za-z](?:[\w./ -]*[\w./-])?$/;

/** A text as every reader reads it. */
function printText(text: string, indent: string, implicitKey: boolean): string {
  const style = styleOf(text);
  if (style === 'escaped') return escaped(text);
  if (style === 'any' && plain.test(text)) return text;
  const item = style === 'quoted' ? { value: text, type: 'QUOTE_DOUBLE' } : { value: text };
  return stringifyString(item, { ...context, indent, implicitKey });
}

/** What `yaml` goes by when it prints a text; it prints nothing else here, as it makes an object of each value before, which takes ten times as long. */
const context = {
  actualString: true,
  indentStep: step,
  inFlow: null,
  doc: { schema: new Schema({ schema: 'core' }) },
  options: {
    ...{ blockQuote: true, lineWidth: 0, minContentWidth: 20, singleQuote: null },
    ...{ defaultStringType: 'PLAIN', defaultKeyType: null },
    ...{ doubleQuotedAsJSON: false, doubleQuotedMinMultiLineLength: 40 },
  },
} as unknown as Parameters<typeof stringifyString>[1]; // all that it reads of it
