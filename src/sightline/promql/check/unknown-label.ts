import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { listLabels, type LabelSet } from '../flow/labels';

/** Of more labels that are not there nobody reads. */
export const mostWrong = 20;

/** Among more labels none is looked for that was meant. */
const mostCompared = 500;

/** A label that is not there, with the one that was meant. */
export function unknownLabel(label: string, known: LabelSet, where: string): Problem {
  const meant = known.names.size > mostCompared ? undefined : nearest(label, known.names);
  return error('LBL201', `label '${label}' in ${where} is not among ${listLabels(known.names)}`, {
    ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
  });
}
