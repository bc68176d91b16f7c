import { isAlias, isMap, isScalar, isSeq, Schema, type Node, type ScalarTag, type Tags } from 'yaml';
import type { PlainMap, PlainValue } from '../stack/plain-data';
import { anchorsIn } from '../yaml/anchors';
import { parseYaml, type YamlOptions } from '../yaml/parse-yaml';
import { fastReader, type ScalarReading } from './read-fast';

/**
 * Who reads a text. Kubernetes and Helm take `No` for false, as YAML 1.1 does; Prometheus takes every scalar for the text that it wants.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
export type YamlReader = 'kubernetes' | 'prometheus';

/** Something that is wrong with a text as YAML, and where. */
export interface YamlFault {
  /** The character at which it shows. */
  readonly offset: number;
  readonly reason: string;
}

/** A YAML document that can be asked where its values stand. */
export interface ParsedDocument {
  readonly root: Node | undefined;
  readonly faults: readonly YamlFault[];

  /** What a key of `{ a, b }` has, as one has that nothing follows. */
  readonly nothing: PlainValue;

  /** What an alias stands for, or the node itself. */
  readonly resolve: (node: unknown) => Node | undefined;
}

const tag = 'tag:yaml.org,2002:bool';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const words: readonly ScalarTag[] = [
  { tag, default: true, identify: isBoolean, test: /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, resolve: () => true },
  { tag, default: true, identify: isBoolean, test: /^(?:n|N|no|No|NO|off|Off|OFF)$/, resolve: () => false },
];

const options: Readonly<Record<YamlReader, YamlOptions>> = {
  kubernetes: { customTags: (tags: Tags) => [...words, ...tags] },
  prometheus: { schema: 'failsafe' },
};

/** Parses one document. Never throws. */
export function parseDocument(text: string, reader: YamlReader): ParsedDocument {
  const nothing = reader === 'prometheus' ? '' : null;
  try {
    const { documents } = parseYaml(text, options[reader]);
    const [document] = documents;
    const faults = documents.flatMap(({ errors }) =>
      errors.map(({ pos, message }) => ({ offset: pos[0], reason: inOneLine(message) })),
    );
    const root = document?.contents ?? undefined;
    if (root === undefined) return { root: undefined, faults, nothing, resolve: () => undefined };
    const anchors = text.includes('*') ? anchorsIn(root) : none;
    return {
      root,
      faults,
      nothing,
      // the library puts nodes there, and null where nothing is
      resolve: (node) => (isAlias(node) ? anchors.get(node) : ((node as Node | null) ?? undefined)),
    };
  } catch (failure) {
    const reason = inOneLine(failure instanceof Error ? failure.message : String(failure));
    return { root: undefined, faults: [{ offset: 0, reason }], nothing, resolve: () => undefined };
  }
}

/** Take scalars without quotes as the readers do. */
const fast: Readonly<Record<YamlReader, (text: string) => PlainValue | undefined>> = {
  kubernetes: fastReader(scalarReading(new Schema(options.kubernetes))),
  prometheus: fastReader((text) => text),
};

/** What the library would make of scalars, by the first of its forms that they have. */
function scalarReading({ tags }: Schema): ScalarReading {
  const forms = tags.filter((each): each is ScalarTag & { readonly test: RegExp } => {
    return each.collection === undefined && each.default === true && each.test !== undefined;
  });
  const anyForm = new RegExp(forms.map(({ test }) => test.source).join('|'));
  return (text) => {
    const form = anyForm.test(text) ? forms.find(({ test }) => test.test(text)) : undefined;
    if (form === undefined) return text;
    const value = form.resolve(text, () => undefined, {});
    return plainScalar(isScalar(value) ? value.value : value);
  };
}

/** The value of one document, and what keeps readers from taking it. Never throws. */
export function readDocument(
  text: string,
  reader: YamlReader,
): ReturnType<typeof valueOf> & { readonly isBroken: boolean } {
  const value = fast[reader](text);
  if (value !== undefined) return { value, faults: [], isBroken: false };
  const parsed = parseDocument(text, reader);
  const read = valueOf(parsed);
  return { ...read, faults: [...parsed.faults, ...read.faults], isBroken: parsed.faults.length > 0 };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const none: ReadonlyMap<Node, Node> = new Map();

/** More is none that anybody wrote: aliases of aliases make it out of a few lines. */
const mostParts = 2_000_000;

/** The value of a document as plain data, and what keeps readers from taking it. */
export function valueOf({ root, nothing, resolve }: ParsedDocument): {
  readonly value: PlainValue;
  readonly faults: readonly YamlFault[];
} {
  const faults: YamlFault[] = [];
  const around = new Set<Node>();
  let parts = 0;
  const read = (written: unknown): PlainValue => {
    const node = resolve(written);
    parts += 1;
    if (node === undefined || parts > mostParts) return null;
    if (isScalar(node)) return plainScalar(node.value);
    if (around.has(node)) {
      faults.push({ offset: offsetOf(written), reason: 'an alias stands for what it is in' });
      return null;
    }
    around.add(node);
    const value = isSeq(node) ? node.items.map(read) : isMap(node) ? readMap(node.items) : null;
    around.delete(node);
    return value;
  };
  const readMap = (pairs: readonly { readonly key: unknown; readonly value: unknown }[]): PlainMap => {
    const own = new Map<string, PlainValue>();
    const merged: PlainMap[] = [];
    for (const { key, value } of pairs) {
      const name = keyOf(resolve(key));
      if (name === '<<') {
        const found = read(value);
        merged.push(...[found].flat().filter((each): each is PlainMap => isPlainMap(each)));
        continue;
      }
      if (own.has(name)) faults.push({ offset: offsetOf(key), reason: `the key '${name}' is there twice` });
      own.set(name, value === null ? nothing : read(value));
    }
    for (const each of merged)
      for (const [name, value] of Object.entries(each)) if (!own.has(name)) own.set(name, value);
    return Object.fromEntries(own);
  };
  const value = read(root);
  if (parts > mostParts) faults.push({ offset: 0, reason: 'its aliases repeat too much' });
  return { value, faults };
}

/** A key as a text, which is what JSON makes of it. */
export function keyOf(node: Node | undefined): string {
  return isScalar(node) ? String(node.value) : '';
}

function plainScalar(value: unknown): ReturnType<ScalarReading> {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'bigint' ? String(value) : null;
}

function isPlainMap(value: PlainValue): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0; // as above
}
