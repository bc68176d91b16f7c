import { isMade, made } from './made';
import type { Problem } from './problem';
import { problemShape } from './problem-shape';
import { elementsOf } from './read';
import { renderProblems } from './render';
import { settled } from './settled';
import { checkShape } from './shape';

/** Thrown where a program can't go on: it carries all problems, and its message is the list that a user reads. */
export class ProblemsError extends Error {
  /** Whether something is such an error. By a mark, not by its class, so that two copies of the library get along. */
  static isProblemsError(value: unknown): value is ProblemsError {
    return isMade('problems error', value);
  }

  override readonly name = 'ProblemsError';

  /** What is wrong. */
  readonly problems: readonly Problem[];

  /**
   * @param problems what is wrong, at least one error among them; what is no problem is left out
   */
  constructor(problems: readonly Problem[]) {
    const given = elementsOf(settled(problems)) ?? [];
    const known = given.filter((each): each is Problem => checkShape(each, problemShape).length === 0);
    super(renderProblems(known));
    this.problems = known;
    made('problems error', this);
  }
}
