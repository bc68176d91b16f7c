import { refusal, type ImportRefusal } from './import-problems';

/** What is wrong with an objective in percent, if anything. */
export function objectiveProblem(percent: number | undefined, thing: string): ImportRefusal | undefined {
  if (percent === undefined || Number.isNaN(percent))
    return refusal('IMP001', `${thing} must be a number, in percent`);
  if (percent >= 100) {
    return refusal('IMP007', `${thing} leaves no error budget: an objective is below 100 %`, {
      fix: 'say what is really promised, such as 99.9',
    });
  }
  // below, the number would be written with an exponent
  return percent < 0.000_001 ? refusal('IMP007', `${thing} must be above 0 %`) : undefined;
}
