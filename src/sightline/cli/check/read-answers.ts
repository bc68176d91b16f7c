import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer } from '../../problem/answers';
import { CannotRun, reasonOf } from '../cannot-run';
import type { Past } from './git';

/** The file with answers that is read where the command line names none. */
const usualAnswers = '.sightline.yaml';

/**
 * Reads the answers of a file: `answers`, a list of maps with `id`, `place`, `reason` and perhaps `until`. What they must look like is checked where
 * they are applied.
 *
 * @param file default: `.sightline.yaml` in the current folder, if there is one
 * @throws CannotRun if it can't be read
 */
export function readAnswers(file?: string): readonly Answer[] {
  const path = file ?? usualAnswers;
  if (file === undefined && !existsSync(path)) return [];
  return answersIn(path, () => readFileSync(path, 'utf8'));
}

/**
 * The answers that a file had in an earlier state, which may keep what they no longer keep; none where it could not be read.
 *
 * @param now what it has in this one
 */
export function answersBefore(past: Past, now: readonly Answer[], file = usualAnswers): readonly Answer[] {
  const blob = past.blobOf(file);
  if (blob === undefined) return now;
  const bytes = blob === null ? undefined : past.read([blob]).get(blob);
  try {
    return bytes === undefined ? [] : answersIn(file, () => Buffer.from(bytes).toString('utf8'));
  } catch {
    return [];
  }
}

function answersIn(path: string, read: () => string): readonly Answer[] {
  let content: unknown;
  try {
    content = parse(read());
  } catch (failure) {
    throw new CannotRun(`'${path}' can't be read: ${reasonOf(failure)}`);
  }
  const answers: unknown =
    typeof content === 'object' && content !== null && 'answers' in content ? content.answers : undefined;
  if (!Array.isArray(answers))
    throw new CannotRun(`'${path}' must have 'answers', a list of answers with id, place and reason`);
  return answers as readonly Answer[]; // checked where they are applied
}
