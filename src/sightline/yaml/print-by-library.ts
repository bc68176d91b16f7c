import { Document, Scalar, Schema, type ScalarTag } from 'yaml';
import { stringifyString, stringTag } from 'yaml/util';
import { numberText } from './print-plain';
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

const numberTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  identify: (value) => typeof value === 'number',
  default: true,
  test: /(?!)/, // `yaml` prefers tags with a test; it reads nothing with this one
  resolve: Number,
  stringify: ({ value }) => numberText(value as number), // it identifies nothing else
};

const schema = new Schema({
  schema: 'core',
  customTags: (tags) => [numberTag, textTag, ...tags.filter((tag) => tag !== stringTag)],
});

/** Prints a value as a document, whatever is in it. */
export function printByLibrary(value: unknown): string {
  const document = new Document(value, { schema, aliasDuplicateObjects: false });
  return document.toString({ lineWidth: 0 });
}
