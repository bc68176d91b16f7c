import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { defined } from '../problem/defined';
import type { FieldPath } from '../schema/violations';
import type { PlainValue } from '../stack/plain-data';
import type { IndexedFile } from './source-file';
import type { Chunk } from './split-documents';
import { offsetsIn } from './offset-in';
import { keyOf, type ParsedDocument, parseDocument, type YamlReader } from './yaml-values';

/** A document of a file. */
export interface SourceDocument extends Chunk {
  readonly file: IndexedFile;

  /** Who reads it. */
  readonly reader: YamlReader;
  readonly value: PlainValue;
}

/** Where a field stands in a file, by its characters. */
export interface FieldSpan {
  /** Of its key, where it is one of a map. */
  readonly key?: Chunk;

  /** Of its value. */
  readonly value: Chunk;

  /** Whether the value is a text, a number or the like. */
  readonly isScalar: boolean;

  /** The value, where it is a text. */
  readonly text?: string;

  /** How many steps of the way there are: fewer than were asked for where the field is missing. */
  readonly found: number;
}

/** Finds a field of a document in its file. */
export type FieldFinder = (document: SourceDocument, path: FieldPath) => FieldSpan;

/** So many characters of documents are kept with the places of their fields, which take a hundred times as much. */
const mostKept = 200_000;

/**
 * Finds the fields of documents in their files, those in texts that are documents themselves too. Documents are read again for that: few have a problem,
 * and those of the last problems are kept.
 */
export function fieldFinder(): FieldFinder {
  const kept = new Map<SourceDocument, ParsedDocument>();
  let size = 0;
  const parsedOf = (document: SourceDocument): ParsedDocument => {
    const before = kept.get(document);
    if (before !== undefined) return before;
    const { file, start, end, reader } = document;
    size += end - start;
    if (size > mostKept) {
      kept.clear();
      size = end - start;
    }
    const parsed = parseDocument(file.text.slice(start, end), reader);
    kept.set(document, parsed);
    return parsed;
  };
  const inside = newInside();
  return (document, path) => {
    const { file, start } = document;
    return find(parsedOf(document), { whole: file.text, offset: start, inside }, path);
  };
}

/** A text that is a document itself, with where its characters stand in the one around it. */
interface InnerText {
  readonly parsed: ParsedDocument;
  readonly at: (offset: number) => number;

  /** Those in it. */
  readonly inside: Inside;
}

/** The texts of a document that are documents themselves: each is read once for all that is asked of it one after the other. */
type Inside = (raw: string, text: string) => InnerText;

function newInside(): Inside {
  let last: (InnerText & { readonly raw: string; readonly text: string }) | undefined;
  return (raw, text) => {
    if (last?.raw !== raw || last.text !== text)
      last = {
        raw,
        text,
        parsed: parseDocument(text, 'kubernetes'),
        at: offsetsIn(raw, text),
        inside: newInside(),
      };
    return last;
  };
}

/** Where a document stands: in which text, from which character on. */
interface Around {
  readonly whole: string;
  readonly offset: number;
  readonly inside: Inside;
}

function find(
  { root, resolve }: ParsedDocument,
  { whole, offset, inside }: Around,
  path: FieldPath,
): FieldSpan {
  let [node, key]: [Node | undefined, Node | undefined] = [root, undefined];
  let found = 0;
  for (const step of path) {
    const next = stepInto(node, step, resolve);
    if (next === undefined) break;
    ({ key, value: node } = next);
    found += 1;
  }
  const text = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  const around = spanOf(node);
  if (text !== undefined && found < path.length && around !== undefined && /^\s*\{|^\w+:/m.test(text)) {
    const from = around.start + offset;
    const inner = inside(whole.slice(from, around.end + offset), text);
    const { key: innerKey, ...below } = find(
      inner.parsed,
      { whole: text, offset: 0, inside: inner.inside },
      path.slice(found),
    );
    const at = (each: number): number => from + inner.at(each);
    const moveOut = ({ start, end }: Chunk): Chunk => ({
      start: at(start),
      end: end > start ? at(end - 1) + 1 : at(start),
    });
    if (below.found > 0)
      return {
        ...defined({ key: innerKey && moveOut(innerKey) }),
        value: moveOut(below.value),
        isScalar: below.isScalar,
        ...defined({ text: below.text }),
        found: found + below.found,
      };
  }
  const place = spanOf(node) ?? spanOf(key) ?? { start: 0, end: 0 };
  const ofKey = spanOf(key);
  return {
    ...(ofKey === undefined ? {} : { key: moved(ofKey, offset) }),
    value: moved(place, offset),
    isScalar: node === undefined || isScalar(node),
    ...defined({ text }),
    found,
  };
}

function stepInto(
  node: Node | undefined,
  step: string | number,
  resolve: ParsedDocument['resolve'],
): { readonly key: Node | undefined; readonly value: Node | undefined } | undefined {
  if (isSeq(node)) {
    const at = typeof step === 'number' ? step : NaN;
    return at < node.items.length ? { key: undefined, value: resolve(node.items[at]) } : undefined;
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    const name = resolve(key);
    if (keyOf(name) === String(step)) return { key: name, value: resolve(value) };
  }
  // what is merged in stands where it was written
  for (const { key, value } of node.items) {
    if (keyOf(resolve(key)) !== '<<') continue;
    const merged = resolve(value);
    for (const each of isSeq(merged) ? merged.items.map(resolve) : [merged]) {
      const below = each === node ? undefined : stepInto(each, step, resolve);
      if (below !== undefined) return below;
    }
  }
  return undefined;
}

function spanOf(node: Node | undefined): Chunk | undefined {
  const range = node?.range;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}

function moved({ start, end }: Chunk, by: number): Chunk {
  return { start: start + by, end: end + by };
}
