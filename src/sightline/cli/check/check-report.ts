import type { Undecided } from '../../files/undecided';
import type { AnsweredProblem } from '../../problem/answers';
import type { Problem } from '../../problem/problem';

/** What `sightline check` has found. */
export interface CheckReport {
  readonly problems: readonly Problem[];
  readonly undecided: readonly Undecided[];

  /** Problems that somebody keeps, with the reason. */
  readonly answered: readonly AnsweredProblem[];
  readonly examined: {
    readonly files: number;
    readonly objects: number;
    readonly rules: number;
    readonly releases: number;
    readonly dashboards: number;
    readonly configurations: number;
  };

  /**
   * What `--since` names, and how many problems were there already.
   *
   * @default - everything is told
   */
  readonly since?: { readonly ref: string; readonly older: number };
}
