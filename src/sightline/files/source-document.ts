import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { FieldPath } from '../schema/violations';
import type { PlainValue } from '../stack/plain-data';
import type { IndexedFile } from './source-file';
import type { Chunk } from './split-documents';
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

  /** How many steps of the way there are: fewer than were asked for where the field is missing. */
  readonly found: number;
}

/** Finds the fields of documents in their files. Documents are read again for that: few have a problem, and none need be kept. */
export function fieldFinder(): (document: SourceDocument, path: FieldPath) => FieldSpan {
  let last: { readonly document: SourceDocument; readonly parsed: ParsedDocument } | undefined;
  return (document, path) => {
    if (last?.document !== document) {
      const { file, start, end, reader } = document;
      last = { document, parsed: parseDocument(file.text.slice(start, end), reader) };
    }
    return find(last.parsed, document.start, path);
  };
}

function find({ root, resolve }: ParsedDocument, offset: number, path: FieldPath): FieldSpan {
  let [node, key]: [Node | undefined, Node | undefined] = [root, undefined];
  let found = 0;
  for (const step of path) {
    const next = stepInto(node, step, resolve);
    if (next === undefined) break;
    ({ key, value: node } = next);
    found += 1;
  }
  const place = spanOf(node) ?? spanOf(key) ?? { start: 0, end: 0 };
  const ofKey = spanOf(key);
  return {
    ...(ofKey === undefined ? {} : { key: moved(ofKey, offset) }),
    value: moved(place, offset),
    isScalar: node === undefined || isScalar(node),
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
