import type { SeriesModel } from './series-model';
import { stepWindow } from './windows';

/**
 * How the sum of the steps of a window is kept up without reading all of them each time: the sum of the evaluation before, with the new step and without
 * what has left the window. It is right but for an amount that stays the same, which the correction holds.
 */
export function runningSum(sum: SeriesModel): SeriesModel {
  return {
    ...sum,
    name: `${sum.name}_running`,
    meaning: `${sum.meaning}, but for the correction`,
  };
}

/** What leaves the window of a sum between two evaluations. */
export function leaving(sum: SeriesModel): SeriesModel {
  return {
    ...sum,
    name: `${sum.name}_leaving`,
    window: stepWindow,
    meaning: `What has left since the evaluation before, of ${lowerFirst(sum.meaning)}`,
  };
}

/** What a running sum lacks: found now and then by reading the whole window. */
export function correctionOf(sum: SeriesModel): SeriesModel {
  return {
    ...sum,
    name: `${sum.name}_correction`,
    meaning: `What the running sum lacks of ${lowerFirst(sum.meaning)}`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
