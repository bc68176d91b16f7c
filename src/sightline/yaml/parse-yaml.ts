import {
  Composer,
  CST,
  LineCounter,
  Parser,
  type Document,
  type DocumentOptions,
  type SchemaOptions,
} from 'yaml';

/** A YAML text as its documents. */
export interface ParsedYaml {
  readonly documents: readonly Document.Parsed[];

  /** The line of a character, counted from 1. */
  readonly lineOf: (offset: number) => number;
}

/** How scalars and merges are read. Default: as YAML 1.2 says. */
export type YamlOptions = Pick<DocumentOptions & SchemaOptions, 'customTags' | 'schema' | 'merge'>;

/** No file that is read here nests as deep. */
const deepest = 100;

/** Each level of a block is at least a column further in. */
const tooFarIn = /^[ \t?:-]{1000}/m;

/** Whether a line may be as far in as only what is nested too deep is. */
export function isTooFarIn(text: string): boolean {
  return tooFarIn.test(text);
}

/**
 * Parses a YAML text of any number of documents.
 *
 * The library goes down into nested collections by calls, and where it runs out of stack within a regular expression the whole process ends: no
 * exception is thrown. So how deep a text is nested is found out before.
 *
 * @throws Error if it is nested too deep
 */
export function parseYaml(text: string, options: YamlOptions = {}): ParsedYaml {
  const lines = new LineCounter();
  if (isTooFarIn(text)) throw tooDeep();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  for (const token of tokens) if (token.type === 'document' && isDeep(token.value)) throw tooDeep();
  // keys are compared where they are read: the library compares each with all others, which takes hours for a hundred thousand
  const composer = new Composer({ ...options, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return {
    documents: [...composer.compose(tokens)],
    lineOf: (offset) => Math.max(1, lines.linePos(offset).line),
  };
}

function tooDeep(): Error {
  return new Error('it is nested too deep');
}

function isDeep(root: CST.Token | null | undefined): boolean {
  const waiting = [{ token: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return true;
    if (!CST.isCollection(token)) continue;
    for (const item of token.items)
      waiting.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
  }
  return false;
}
