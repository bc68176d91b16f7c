import type { Problem } from './problem';
import { problemShape } from './problem-shape';
import { elementsOf } from './read';
import { renderProblems } from './render';
import { settled } from './settled';
import { checkShape } from './shape';

/** Thrown where a program can't go on: it carries all problems, and its message is the list that a user reads. */
export class ProblemsError extends Error {
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
  }
}
