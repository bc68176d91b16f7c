import type { Problem } from '../problem/problem';
import { error, info } from '../problem/problems';
import { isMap, type PlainValue } from '../stack/plain-data';
import { looksLikeRuleFile } from './recognise';
import { indexFile, type IndexedFile, type SourceFile } from './source-file';
import type { SourceDocument } from './source-document';
import { type Chunk, splitDocuments } from './split-documents';
import { spanned } from './spanned';
import { readDocument, type YamlReader } from './yaml-values';

/** The documents of a file that can be read, and what is wrong with the others. */
export interface ReadFile {
  readonly file: IndexedFile;
  readonly documents: readonly SourceDocument[];
  readonly problems: readonly Problem[];
}

/** A template of another kind, as of Ansible. */
const otherTemplate = /\{%[-+]?\s*\w/;

/** What only Helm can fill in. Alerts have `{{ $labels.pod }}`, which is another template. */
const helmTemplate =
  /\{\{[^}]*(?:\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\binclude\s+["`]|\btoYaml\b|\bnindent\b)/;

/** Nobody looks into these, and they are long. */
const passedOver = /^["']?kind["']?[ \t]*:[ \t]*["']?CustomResourceDefinition\b/m;

/** Reads the documents of a file. One that is broken is told, and takes none of the others with it. Never throws. */
export function readFile(source: SourceFile): ReadFile {
  const file = indexFile(source);
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [];
  for (const chunk of splitDocuments(file.text)) {
    const text = file.text.slice(chunk.start, chunk.end);
    if (passedOver.test(text)) continue;
    const dashboard = dashboardIn(text);
    if (dashboard !== undefined) {
      documents.push({ ...chunk, file, reader: 'kubernetes', value: dashboard });
      continue;
    }
    const reader: YamlReader = looksLikeRuleFile(text) ? 'prometheus' : 'kubernetes';
    const { value, faults, isBroken } = readDocument(text, reader);
    if (helmTemplate.test(text) ? isUnrendered(value, isBroken) : isBroken && otherTemplate.test(text)) {
      problems.push(notRendered(file, chunk));
      break; // the rest of it is one too, or depends on it
    }
    const [fault] = faults;
    if (fault === undefined) documents.push({ ...chunk, file, reader, value });
    else problems.push(unreadable(file, chunk, fault.offset, fault.reason));
  }
  return { file, documents, problems };
}

/** A dashboard as JSON, which is large, and is read ten times as fast as YAML. */
function dashboardIn(text: string): PlainValue | undefined {
  if (!/^\s*\{/.test(text) || !/"(?:panels|rows|elements)"/.test(text)) return undefined;
  try {
    return JSON.parse(text) as PlainValue; // JSON has no others
  } catch {
    return undefined;
  }
}

/** Whether Helm makes the document itself, and not a text in it that somebody else hands to Helm. */
function isUnrendered(value: PlainValue, isBroken: boolean): boolean {
  if (isBroken || !isMap(value)) return true;
  const { apiVersion, kind, metadata, spec } = value;
  // values have templates as texts, which the chart renders
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return hasNamelessKey(value);
  const isLookedInto =
    /^(?:v1|apps\/v1|monitoring\.coreos\.com\/.*)$/.test(apiVersion) && kind !== 'ConfigMap';
  const all = JSON.stringify([apiVersion, kind, metadata, isLookedInto ? spec : null]);
  // without quotes it is a map whose key is a map, which has no name
  return helmTemplate.test(all) || hasNamelessKey(value);
}

function hasNamelessKey(value: PlainValue): boolean {
  return JSON.stringify(value).includes('{"":');
}

function notRendered(file: IndexedFile, { start, end }: Chunk): Problem {
  const text = file.text.slice(start, end);
  const found = Math.max(text.search(helmTemplate), text.search(otherTemplate));
  const at = start + Math.max(0, found);
  const message = `'${file.name}' is a template: what it becomes depends on values, and nothing of it is checked from here on`;
  const fix = 'check what is made of it: helm template RELEASE CHART | sightline check -';
  return spanned(info('FIL002', message, { fix }), file, { start: at, end: at + 2 });
}

function unreadable(file: IndexedFile, chunk: Chunk, offset: number, reason: string): Problem {
  const at = Math.min(chunk.start + offset, Math.max(chunk.start, chunk.end - 1));
  const message = `this document can't be read: ${reason}`;
  const problem = error('FIL001', message, { fix: 'mend it; the other documents are checked' });
  return spanned(problem, file, { start: at, end: at + 1 });
}
