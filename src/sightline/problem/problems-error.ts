import type { Problem } from './problem';
import { renderProblems } from './render';

/** Thrown where a program can't go on: it carries all problems, and its message is the list that a user reads. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';

  /**
   * @param problems what is wrong, at least one error among them
   */
  constructor(readonly problems: readonly Problem[]) {
    super(renderProblems(problems));
  }
}
