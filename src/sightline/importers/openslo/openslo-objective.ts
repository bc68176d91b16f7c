import type { Problem } from '../../problem/problem';
import { exact } from '../../objectives/exact';
import { dnsLabelOf } from '../slo/dns-label';
import { dropped, refusal, type ImportRefusal } from '../slo/import-problems';
import { meantBy } from '../slo/known-fields';
import { objectiveProblem } from '../slo/percent';
import { field, filledField, numberOf, shown, textOf, type FilePlace, type Located } from '../yaml/located';

/** What an objective of OpenSLO may have. */
export const objectiveFields = [
  'displayName',
  'op',
  'value',
  'target',
  'targetPercent',
  'timeSliceTarget',
  'timeSliceWindow',
];

/** The share that is promised, in percent. */
export function percentOf(objective: Located): { readonly percent: number } | ImportRefusal {
  const target = filledField(objective, 'target');
  const percent = filledField(objective, 'targetPercent');
  if ((target === undefined) === (percent === undefined)) {
    return refusal('IMP001', "an objective must have one of 'target' and 'targetPercent'", {
      fix: meantBy(objective, ['target', 'targetPercent'], objectiveFields),
    });
  }
  if (percent !== undefined) {
    const value = numberOf(percent);
    const wrong = objectiveProblem(value, `'targetPercent' (${shown(percent)})`);
    return wrong ?? { percent: value ?? 0 };
  }
  const share = numberOf(target);
  const thing = `'target' (${shown(target)})`;
  if (share !== undefined && share > 1)
    return refusal('IMP007', `${thing} is a share, below 1`, { fix: "say percents as 'targetPercent'" });
  const value = share === undefined ? undefined : exact(share * 100);
  return objectiveProblem(value, thing) ?? { percent: value ?? 0 };
}

/** What tells the objectives of one SLO apart: what they are called, or their number; nothing where there is one. */
export function objectiveSuffixes(objectives: readonly Located[]): readonly string[] {
  if (objectives.length === 1) return [''];
  const names = objectives.map((objective) => dnsLabelOf(textOf(field(objective, 'displayName')) ?? '', ''));
  return names.map((name, index) =>
    name === '' || names.indexOf(name) !== names.lastIndexOf(name) ? `-${index + 1}` : `-${name}`,
  );
}

/** That slices of time are not kept as a whole. */
export function slicesLeftOut(objective: Located, place: FilePlace): Problem {
  const [target, window] = [field(objective, 'timeSliceTarget'), field(objective, 'timeSliceWindow')];
  return dropped(
    `'budgetingMethod' (Timeslices) is left out: each moment counts by itself, and not a slice of ${shown(window)} as a whole when ${shown(target)} of it is good`,
    place,
  );
}
