import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { buildGo } from '../go/build-go';
import { goProgram, goReaders } from './go-program';
import { pythonProgram, pythonReaders } from './python-program';

/** What a reader makes of a document, or why it refuses it. */
export type Reading = { readonly value: unknown } | { readonly error: string };

/** Some readers that are asked together, each by its name. */
export interface Readers {
  readonly names: readonly string[];

  /** What each of them makes of each document. */
  readonly ask: (documents: readonly string[]) => readonly (readonly Reading[])[];
}

const cache = join(__dirname, '..', '..', '.cache', 'yaml-readers');

/**
 * The readers in Go.
 *
 * @throws Error if there is no Go, or its modules can't be had
 */
export async function readersInGo(): Promise<Readers> {
  const program = await buildGo(cache, 'go', goProgram);
  return { names: goReaders, ask: (documents) => askProgram(program, [], documents) };
}

/** The readers in Python, of the `python3` on PATH with its PyYAML. */
export const readersInPython: Readers = {
  names: pythonReaders,
  ask: (documents) => askProgram('python3', ['-c', pythonProgram], documents),
};

/** The readers in JavaScript: `yaml` for each version of the language. */
export const readersInJavaScript: Readers = {
  names: ['yaml 1.1', 'yaml 1.2'],
  ask: (documents) =>
    documents.map((text) => (['1.1', '1.2'] as const).map((version) => readInJavaScript(text, version))),
};

function readInJavaScript(text: string, version: '1.1' | '1.2'): Reading {
  const documents = parseAllDocuments(text, { version, prettyErrors: false, logLevel: 'silent' });
  const [document] = documents;
  if (document === undefined || documents.length > 1) return { error: `${documents.length} documents` };
  const [error] = document.errors;
  if (error !== undefined) return { error: error.message };
  try {
    return { value: document.toJS() };
  } catch (failure) {
    return { error: String(failure) }; // an alias of nothing
  }
}

function askProgram(
  program: string,
  args: readonly string[],
  documents: readonly string[],
): readonly (readonly Reading[])[] {
  const input = documents.map((text) => `${JSON.stringify(text)}\n`).join('');
  const output = execFileSync(program, args, { input, maxBuffer: 2 ** 31 - 1 }).toString();
  const lines = output.split('\n').slice(0, -1);
  if (lines.length !== documents.length)
    throw new Error(`'${program}' answered ${lines.length} of ${documents.length} documents`);
  return lines.map((line) => (JSON.parse(line) as Reading[]).map(withNumbers)); // the programs are ours, and write these
}

/** A reading with numbers for what the programs write as `{"number": "…"}`. */
function withNumbers(reading: Reading): Reading {
  return 'error' in reading ? reading : { value: numbersIn(reading.value) };
}

function numbersIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersIn);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'number' && typeof first[1] === 'string')
    return Number(first[1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, numbersIn(inner)]));
}
