import type { Judged } from './judge';
import { isAbout, type KnownSurvivor } from './known-survivors';

/** So many mutants after each other are told of at once. */
const often = 250;

/** Tells on standard error how far a file of rules is, which takes some minutes, and of a survivor that nobody knows as soon as it is found. */
export function progress(
  file: string,
  count: number,
  known: readonly KnownSurvivor[],
): (judged: Judged) => void {
  let done = 0;
  return ({ mutant, fate }) => {
    done += 1;
    if (fate === 'survived' && !known.some((each) => isAbout(each, mutant)))
      console.error(`  ${file}: no test has killed ${mutant.rule}: ${mutant.change}`);
    if (done % often === 0) console.error(`  ${file}: ${done} of ${count}`);
  };
}
