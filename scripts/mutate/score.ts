import type { Judged } from './judge';
import { isAbout, type KnownSurvivor } from './known-survivors';
import type { Mutant } from './mutants';

/** What the tests of one file of rules are worth. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;

  /** Those that nothing can kill, each with the reason. */
  readonly equal: readonly { readonly mutant: Mutant; readonly why: string }[];

  /** Those that a test should have killed. */
  readonly survived: readonly Mutant[];

  /** What the list of survivors says of a mutant that was killed all the same: it is wrong, or too wide. */
  readonly stale: readonly KnownSurvivor[];

  /** The share of mutants that was killed, of those that can be, from 0 to 1. */
  readonly share: number;
}

/** Counts what became of mutants; those that are no rules do not count. */
export function scoreOf(judged: readonly Judged[], known: readonly KnownSurvivor[]): Score {
  const valid = judged.filter(({ fate }) => fate !== 'invalid');
  const whyOf = (mutant: Mutant) => known.find((each) => isAbout(each, mutant))?.why;
  const left = valid
    .filter(({ fate }) => fate === 'survived' || fate === 'equal')
    .map(({ mutant }) => mutant);
  const equal = left.flatMap((mutant) => {
    const why = mutant.why ?? whyOf(mutant);
    return why === undefined ? [] : [{ mutant, why }];
  });
  const killed = valid.filter(({ fate }) => typeof fate === 'object').map(({ mutant }) => mutant);
  const survived = left.filter((mutant) => !equal.some((each) => each.mutant === mutant));
  const possible = killed.length + survived.length;
  return {
    mutants: valid.length,
    killed: killed.length,
    equal,
    survived,
    stale: known.filter((each) => killed.some((mutant) => isAbout(each, mutant))),
    share: possible === 0 ? 1 : killed.length / possible,
  };
}
