import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { ValueKeys } from '../../src/sightline/stack/values-keys/keys-of-versions';
import type { ChartFolder } from './chart-folder';
import { between, templateReferences, type References } from './template-references';

/** What a key holds by default, while keys are put together. */
interface Node {
  type: Exclude<ValueKeys, object> | 'map';
  isOpen: boolean;
  readonly keys: Map<string, Node>;
}

/** The keys of the values of a chart and its subcharts: those of its default values, those in comments of them, and those that templates read. */
export function valueKeys(chart: ChartFolder): ValueKeys {
  const root = node('map');
  addChart(root, chart);
  return printed(root);
}

function addChart(at: Node, chart: ChartFolder): void {
  for (const subchart of chart.subcharts) {
    const below = childOf(at, subchart.name);
    below.type = 'map';
    addChart(below, subchart);
  }
  const { contents } = parseDocument(chart.values);
  if (isMap(contents)) addDefaults(at, contents, chart.values);
  addReferences(at, templateReferences(chart.templates));
  // any chart takes these
  childOf(at, 'global').isOpen = true;
}

function addDefaults(at: Node, map: YAMLMap, text: string): void {
  at.type = 'map';
  if (map.items.length === 0) at.isOpen = true;
  for (const { key, value } of map.items) {
    const name = String(isScalar(key) ? key.value : key);
    const child = childOf(at, name);
    if (isMap(value)) addDefaults(child, value, text);
    else if (isSeq(value)) child.type = 'list';
    else if (isScalar(value)) child.type = typeOf(value.value);
    if (isMap(value))
      for (const example of commentedKeys(value, text)) if (!child.keys.has(example)) childOf(child, example);
  }
}

/** The keys that comments of a map show as examples: those that stand where its own do. */
function commentedKeys(map: YAMLMap, text: string): readonly string[] {
  const [first] = map.items;
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined || !map.range) return [];
  const indentation = start - (text.lastIndexOf('\n', start) + 1);
  // comments before the first key are of it, too
  const from = text.slice(0, start).lastIndexOf(':');
  const pattern = new RegExp(`^ {${indentation}}#+ ?([A-Za-z][\\w-]*):(?:\\s|$)`, 'gm');
  return [...text.slice(from, map.range[2]).matchAll(pattern)].map(([, key = '']) => key);
}

function addReferences(root: Node, { read, whole }: References): void {
  for (const path of read) {
    let at = root;
    for (const key of path.split(between)) at = childOf(at, key);
  }
  for (const path of whole) {
    const found = path.split(between).reduce<Node | undefined>((at, key) => at?.keys.get(key), root);
    // of a map whose keys are read one by one it is a default for something, and no more
    if (found !== undefined) found.isOpen = true;
  }
}

function typeOf(value: unknown): Node['type'] {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' && value !== '' ? 'text' : 'any';
}

function node(type: Node['type'] = 'any'): Node {
  return { type, isOpen: false, keys: new Map() };
}

function childOf({ keys }: Node, name: string): Node {
  const found = keys.get(name);
  if (found !== undefined) return found;
  const made = node();
  keys.set(name, made);
  return made;
}

/** @param isHandedOn whether something around it is read as a whole, and it with that */
function printed({ type, isOpen: isRead, keys }: Node, isHandedOn = false): ValueKeys {
  const isOpen = isRead || isHandedOn;
  if (keys.size === 0) return type === 'map' ? { '*': 'any' } : type;
  const entries = [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, printed(child, isOpen)] as const);
  return Object.fromEntries([...(isOpen ? [['*', 'any'] as const] : []), ...entries]);
}
