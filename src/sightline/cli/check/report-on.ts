import { checkFiles } from '../../files/check-files';
import type { ClusterOptions } from '../../files/file-world';
import { applyAnswers, type Answer } from '../../problem/answers';
import type { CheckReport } from './check-report';
import { exposedBy, type NamedPage } from './exposed';
import type { Inputs } from './read-inputs';

/** All that is read, as it is now or as it was in a commit. */
export interface CheckState {
  readonly inputs: Inputs;
  readonly pages: readonly NamedPage[];
  readonly answers: readonly Answer[];
}

/** What is the same in every state. */
export interface CheckContext {
  readonly cluster: ClusterOptions;
  readonly contracts: readonly string[];

  /** Loads a module by its path. */
  readonly load: (path: string) => unknown;
}

/**
 * Checks a state.
 *
 * @throws CannotRun if a contract can't be read
 */
export function reportOn(
  { inputs: { files, problems: unread }, pages, answers }: CheckState,
  { cluster, contracts, load }: CheckContext,
): CheckReport {
  const exposed = exposedBy(pages, contracts, load);
  const found = checkFiles(files, { ...cluster, exposed: exposed.metrics, pages: exposed.pages });
  const today = new Date().toISOString().slice(0, 10);
  const { problems, answered } = applyAnswers(
    [...unread, ...exposed.problems, ...found.problems],
    answers,
    today,
  );
  return {
    problems,
    undecided: found.undecided,
    answered: [...found.answered, ...answered],
    examined: { files: files.length, ...found.examined },
  };
}
