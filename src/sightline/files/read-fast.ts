import { defineScalarTag, FAILSAFE_SCHEMA, load, NOT_RESOLVED, type Schema } from 'js-yaml';
import type { PlainValue } from '../stack/plain-data';
import { isTooFarIn } from '../yaml/parse-yaml';

/** What a scalar without quotes stands for. */
export type ScalarReading = (text: string) => PlainValue;

/** What the libraries take differently, or what is refused with words of its own: left to the reader that knows places. */
const odd = [
  /[\t\r\uFEFF\u0085\u2028\u2029]|<<|__proto__|[|>]\d?\+/,
  /^ *(?:%|\.\.\.| ---)/m,
  // anchors, and keys that are asked for or empty
  /(?:^|[-:,[{]) *(?:&|[?:](?:\s|$))/m,
  // keys that are longer than YAML allows
  /^[ -]*[^\s{[-](?:[^\n:]|:(?! )){1000}/m,
];

/**
 * A reader of YAML that makes nothing but the value of a document, in a small part of the time that a reader takes which knows where everything stands.
 *
 * @param scalarOf what a scalar without quotes stands for
 * @returns reads one document, perhaps behind `---`; undefined if it is odd or wrong
 * @see https://github.com/nodeca/js-yaml
 */
export function fastReader(scalarOf: ScalarReading): (text: string) => PlainValue | undefined {
  const schema = schemaOf(scalarOf);
  return (text) => {
    try {
      if (isTooFarIn(text) || odd.some((each) => each.test(text)) || hasMoreBehindItem(text))
        return undefined;
      // the schema has texts, what scalars stand for, lists and maps
      const value = load(text, { schema, maxAliases: 0, maxDepth: 50 }) as PlainValue;
      return typeof value === 'object' ? (value ?? undefined) : undefined;
    } catch {
      // wrong, or so long a line that an expression runs out of stack
      return undefined;
    }
  };
}

/** Where an item of a list begins with a quote, a brace or a bracket. */
const itemStart = /^[ -]*- +(?=["'[{])/gm;

/** A text in quotes, an end of a collection or its beginning, or what is around these. */
const flowPart = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[{[]|[}\]]|[^"'{}[\]]+/gsy;

/** Whether an item of a list has something behind its closing quote, brace or bracket, which js-yaml takes for the next key of the map around the list. */
function hasMoreBehindItem(text: string): boolean {
  return Array.from(text.matchAll(itemStart)).some(({ index, 0: { length } }) => {
    flowPart.lastIndex = index + length;
    for (let depth = 0, part = flowPart.exec(text); part !== null; part = flowPart.exec(text)) {
      if (/^[{[]/.test(part[0])) depth += 1;
      else if (/^[}\]]/.test(part[0])) depth -= 1;
      if (depth === 0)
        return !/^ *(?::|#|\n|$)/.test(text.slice(flowPart.lastIndex, flowPart.lastIndex + 100));
    }
    return true;
  });
}

function schemaOf(scalarOf: ScalarReading): Schema {
  const scalar = defineScalarTag('tag:yaml.org,2002:scalar', {
    implicit: true,
    resolve: (text) => {
      const value = scalarOf(text);
      return value === text ? NOT_RESOLVED : value;
    },
    identify: () => false,
  });
  return FAILSAFE_SCHEMA.withTags(scalar);
}
