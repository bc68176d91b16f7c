import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Located, LocatedText } from './located';
import { anchorsIn } from '../../yaml/anchors';
import { parseYaml } from '../../yaml/parse-yaml';

/** The documents of a file, or why there are none. */
export type YamlDocuments = { readonly documents: readonly Located[] } | { readonly unreadable: string };

/** No format that is read here nests as deep: what is below is left out. */
const deepest = 30;

/** Maps that merge each other can grow without end in a small text. */
const mostMerged = 100_000;

/**
 * Reads the documents of a YAML text with the lines of everything in them. Empty ones are left out. Never throws. An alias is the very object that its anchor
 * is, so a text that names a thing a million times stays small.
 */
export function readYaml(text: string): YamlDocuments {
  try {
    const { documents, lineOf } = parseYaml(text);
    const located: Located[] = [];
    for (const { contents, errors } of documents) {
      const [failure] = errors;
      if (failure !== undefined) return { unreadable: `line ${lineOf(failure.pos[0])}: ${reason(failure)}` };
      const root = contents === null ? undefined : locate(contents, lineOf);
      if (root !== undefined && root.kind !== 'nothing') located.push(root);
    }
    return { documents: located };
  } catch (failure) {
    return { unreadable: reason(failure) };
  }
}

function reason(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).replace(/\s+/g, ' ');
}

function locate(root: Node, lineOf: (offset: number) => number): Located {
  const anchors = anchorsIn(root);
  const known = new Map<Node, Located>();
  let mergedEntries = 0;
  const read = (value: unknown, depth: number, keyLine?: number): Located => {
    const aliased = isAlias(value) ? anchors.get(value) : (value as Node | null); // what the library has put there
    const line = keyLine ?? lineOf(aliased?.range?.[0] ?? 0);
    if (aliased === null || aliased === undefined || depth > deepest) return { kind: 'nothing', line };
    const before = known.get(aliased);
    if (before !== undefined) return before;
    known.set(aliased, { kind: 'nothing', line }); // what contains itself ends here
    const made = make(aliased, line, depth);
    known.set(aliased, made);
    return made;
  };
  const make = (node: Node, line: number, depth: number): Located => {
    if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => read(item, depth + 1)) };
    if (isMap(node)) return { kind: 'map', line, entries: entriesOf(node.items, depth) };
    return isScalar(node) ? scalar(node, line) : { kind: 'nothing', line };
  };
  const entriesOf = (
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    depth: number,
  ): ReadonlyMap<string, Located> => {
    const entries = new Map<string, Located>();
    const merged: Located[] = [];
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.source ?? key.value) : '';
      const line = isScalar(key) ? lineOf(key.range?.[0] ?? 0) : undefined;
      if (entries.has(name)) throw new Error(`line ${line}: the key '${name}' is there twice`);
      const found = read(value, depth + 1, line);
      if (name === '<<' && isScalar(key)) merged.push(...(found.kind === 'list' ? found.items : [found]));
      else entries.set(name, found);
    }
    for (const each of new Set(merged)) {
      if (each.kind !== 'map') continue;
      mergedEntries += each.entries.size;
      if (mergedEntries > mostMerged) throw new Error('its maps are merged too often');
      for (const [name, value] of each.entries) if (!entries.has(name)) entries.set(name, value);
    }
    return entries;
  };
  const scalar = (node: Node & { value: unknown; source?: string; type?: string }, line: number): Located => {
    const { value, source = String(value) } = node;
    if (typeof value === 'string') return textAt(value, node, line);
    if (typeof value === 'number') return { kind: 'number', line, value, source };
    if (typeof value === 'boolean') return { kind: 'boolean', line, value, source };
    return { kind: 'nothing', line };
  };
  const textAt = (value: string, node: Node & { type?: string }, line: number): LocatedText => {
    const start = node.range?.[0] ?? 0;
    // of the other forms nothing says which character came from which line
    const isLiteral = node.type === 'BLOCK_LITERAL';
    const lineAt = (offset: number): number =>
      lineOf(start) + (isLiteral ? 1 + newlines(value.slice(0, offset)) : 0);
    return { kind: 'text', line, value, lineAt };
  };
  return read(root, 0);
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
