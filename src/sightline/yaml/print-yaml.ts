import { Document, Scalar, Schema, type ScalarTag } from 'yaml';
import { stringifyString, stringTag } from 'yaml/util';
import { escaped, styleOf } from './text-style';

/** A text as every reader reads it. */
const textTag: ScalarTag = {
  ...stringTag,
  stringify: (item, context, onComment, onChompKeep) => {
    const text = String(item.value);
    const style = styleOf(text);
    if (style === 'escaped') return escaped(text);
    // a copy for each text, as `yaml` makes it, would take longer than all else
    context.actualString = true;
    const written =
      style === 'quoted' ? { value: text, type: Scalar.QUOTE_DOUBLE } : { value: text, type: item.type };
    return stringifyString(written, context, onComment, onChompKeep);
  },
};

/** A number as every reader reads it: YAML 1.1 wants a point before an exponent. */
const numberTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  identify: (value) => typeof value === 'number',
  default: true,
  test: /(?!)/, // `yaml` prefers tags with a test; it reads nothing with this one
  resolve: Number,
  stringify: ({ value }) => JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e'),
};

const schema = new Schema({
  schema: 'core',
  customTags: (tags) => [numberTag, textTag, ...tags.filter((tag) => tag !== stringTag)],
});

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
  const document = new Document(value, { schema, aliasDuplicateObjects: false });
  return document.toString({ lineWidth: 0 });
}
