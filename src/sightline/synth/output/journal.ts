import { createHash } from 'node:crypto';
import { isOutputPath } from './output-path';
import type { Plan } from './plan';

/** What a run that replaces files has set out to do: enough for another to complete it. */
export interface Journal extends Plan {
  /** What each file of `put` is to hold, as {@link hashOf} says, in the same order. */
  readonly hashes: readonly string[];

  /** What the files of `put` and then those of `remove` held before, in the same way; empty where there was none. */
  readonly before: readonly string[];
}

/** The SHA-256 of a content, in hexadecimal. */
export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The text of a journal. */
export function printJournal(journal: Journal): string {
  return `${JSON.stringify({ version, ...journal })}\n`;
}

/** Of what this file says; another version of Sightline may mean something else by it. */
const version = 1;

/** Reads a journal; undefined if it is none, or names anything that Sightline would not write. */
export function readJournal(text: string): Journal | undefined {
  const { version: written, put, remove, hashes, before } = objectIn(text);
  if (written !== version || !isPaths(put) || !isPaths(remove) || !isTexts(hashes) || !isTexts(before))
    return undefined;
  const isWhole = hashes.length === put.length && before.length === put.length + remove.length;
  return isWhole ? { put, remove, hashes, before } : undefined;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isPaths(value: unknown): value is readonly string[] {
  return isTexts(value) && value.every(isOutputPath);
}
