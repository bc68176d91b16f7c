import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer } from '../../problem/answers';
import { CannotRun, reasonOf } from '../cannot-run';

/** The file with answers that is read where the command line names none. */
export const usualAnswers = '.sightline.yaml';

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
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (failure) {
    throw new CannotRun(`'${path}' can't be read: ${reasonOf(failure)}`);
  }
  const answers: unknown =
    typeof content === 'object' && content !== null && 'answers' in content ? content.answers : undefined;
  if (!Array.isArray(answers))
    throw new CannotRun(`'${path}' must have 'answers', a list of answers with id, place and reason`);
  return answers as readonly Answer[]; // checked where they are applied
}
