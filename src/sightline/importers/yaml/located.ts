import { describe } from '../../problem/read';
import type { SourceText } from '../../problem/source-text';

/** What stands in a file, and on which line of it. */
export interface Placed {
  /** Counted from 1; of the value of a property, that of its name. */
  readonly line: number;
}

/** A text in a file. */
export interface LocatedText extends Placed {
  readonly kind: 'text';
  readonly value: string;

  /** The line of a character of the text, which may run over several. */
  readonly lineAt: (offset: number) => number;
}

/** A map in a file. */
export interface LocatedMap extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Located>;
}

/** A list in a file. */
export interface LocatedList extends Placed {
  readonly kind: 'list';
  readonly items: readonly Located[];
}

/** A number or a boolean in a file, with the text that it was written as. */
export type LocatedScalar = Placed &
  (
    | { readonly kind: 'number'; readonly value: number; readonly source: string }
    | { readonly kind: 'boolean'; readonly value: boolean; readonly source: string }
  );

/** Any value in a file. */
export type Located =
  LocatedText | LocatedMap | LocatedList | LocatedScalar | (Placed & { readonly kind: 'nothing' });

/** Where in a file something is wrong, and what it is called there. */
export interface FilePlace extends Placed {
  readonly path: string;

  /** The part of a text that it is about. @default - all that stands there */
  readonly source?: SourceText;
}

/** A property; undefined if it is not there, or nothing. */
export function field(value: Located | undefined, ...names: readonly string[]): Located | undefined {
  if (value?.kind !== 'map') return undefined;
  for (const name of names) {
    const found = value.entries.get(name);
    if (found !== undefined && found.kind !== 'nothing') return found;
  }
  return undefined;
}

/**
 * A property that says something: one whose maps and lists are all empty is not there. Objects that a program has written have those, such as
 * `bad: { metricSource: {} }`.
 */
export function filledField(value: Located | undefined, ...names: readonly string[]): Located | undefined {
  for (const name of names) {
    const found = field(value, name);
    if (found !== undefined && !isHollow(found)) return found;
  }
  return undefined;
}

/** No object of these formats nests as deep, and an alias may repeat what is large. */
const deepestHollow = 5;

function isHollow(value: Located, depth = 0): boolean {
  if (depth > deepestHollow) return false;
  switch (value.kind) {
    case 'nothing':
      return true;
    case 'text':
      return value.value === '';
    case 'list':
      return value.items.length === 0;
    case 'map':
      return [...value.entries.values()].every((each) => isHollow(each, depth + 1));
    default:
      return false;
  }
}

/** What a value says as a text: numbers and booleans as they were written. */
export function textOf(value: Located | undefined): string | undefined {
  if (value?.kind === 'text') return value.value;
  return value?.kind === 'number' || value?.kind === 'boolean' ? value.source : undefined;
}

/** A number, which may stand in quotes, as an operator stores it. */
export function numberOf(value: Located | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  return value?.kind === 'text' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value.value.trim())
    ? Number(value.value)
    : undefined;
}

/** The texts of a map of texts, in their order. */
export function textsOfMap(value: Located | undefined): readonly (readonly [string, string, Placed])[] {
  if (value?.kind !== 'map') return [];
  return [...value.entries].map(([name, each]) => [name, textOf(each) ?? `(${kindText(each)})`, each]);
}

/** A value for a message. */
export function shown(value: Located | undefined): string {
  if (value === undefined) return 'nothing';
  const text = textOf(value);
  return text === undefined ? kindText(value) : value.kind === 'text' ? describe(text) : text;
}

function kindText({ kind }: Located): string {
  const names = { map: 'a map', list: 'a list', text: 'a text', number: 'a number', boolean: 'a boolean' };
  return kind === 'nothing' ? 'nothing' : names[kind];
}

/** Where a part of a text stands. */
export function partOf(
  { value, lineAt }: LocatedText,
  { start, end }: { readonly start: number; readonly end: number },
): Pick<FilePlace, 'line' | 'source'> {
  return { line: lineAt(start), source: { text: value, start, end, firstLine: lineAt(0) } };
}
