import { parseAllDocuments } from 'yaml';

/** Longer texts are read line by line: a reader of YAML takes seconds for them. */
const longestYaml = 50_000;
const longestJson = 2_000_000;

/** Something that may be a secret, in a key. */
const worthReading = /pass|pwd|psk|secret|token|key|cred|auth|cookie|jwt|bearer|hook|data"?:|secure/i;

/**
 * What a text holds if it is JSON or YAML with maps in it, and undefined if it is anything else, or holds no key that a secret could stand
 * under. Never throws.
 */
export function structureOf(text: string): readonly unknown[] | undefined {
  const begin = /^\s*(?:---[^\n]*\n)?\s*(\S)/.exec(text.slice(0, 2_000))?.[1];
  if (begin === undefined || !worthReading.test(text)) return undefined;
  if ((begin === '{' || begin === '[') && text.length <= longestJson) {
    const read = readJson(text);
    if (read !== undefined) return [read];
  }
  const isBlock =
    /(?:^|\n)[ \t]*(?:- +)?["']?[\w./-]{1,100}["']?:(?:[ \t]|\n|$)/.test(text) && text.includes('\n');
  const isFlow = begin === '{' && /^\s*\{\s*["']?[\w.-]+["']?\s*:/.test(text);
  if ((!isBlock && !isFlow) || text.length > longestYaml) return undefined;
  return readYaml(text);
}

function readJson(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

function readYaml(text: string): readonly unknown[] | undefined {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, strict: false });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    const read = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
    return read.some((each) => typeof each === 'object' && each !== null) ? read : undefined;
  } catch {
    return undefined; // aliases without end, or keys that are no texts
  }
}

/** What a text in base64 stands for, if that is a text itself; undefined if it is none. */
export function decodedBase64(text: string): string | undefined {
  if (text.length < 24 || text.length > longestJson || !/^[A-Za-z\d+/\s]+={0,2}\s*$/.test(text))
    return undefined;
  if (!/[A-Z]/.test(text) || !/[a-z]/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return /^[\t\n\r\x20-\x7e]+$/.test(decoded) ? decoded : undefined;
}
