import type { Thresholds } from '../../dashboards/panel';

/** The values that an axis goes from and to, with its marks. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** A threshold that would leave the data less than this share of the height is not drawn but only named. */
const leastShare = 0.12;

/**
 * The scale for values: from 0 unless they are far from it, to round numbers, and up to the thresholds that leave room for the data.
 *
 * @param values what is drawn
 * @param leastSpan values that are far from 0 have at least this share of themselves as their span: what changes by less is no news
 */
export function scaleOf(values: readonly number[], leastSpan: number, thresholds?: Thresholds): Scale {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  if (least > most) return rounded(0, 1);
  // one value alone says more beside 0
  const isNearZero = least >= 0 && (least <= most / 2 || least === most);
  let low = isNearZero ? 0 : least;
  let high = most;
  const limits = (thresholds?.values ?? []).map(({ value }) => value);
  for (const limit of limits.sort((one, other) => Math.abs(one - most) - Math.abs(other - most))) {
    const wider = [Math.min(low, limit), Math.max(high, limit)] as const;
    const isFlat = high - low === 0;
    const share = (high - low) / (wider[1] - wider[0] || 1);
    if (isFlat ? limits.length > 0 && limit >= 0 && low >= 0 : share >= leastShare) [low, high] = wider;
  }
  if (low === high) return low === 0 ? rounded(0, 1) : rounded(Math.min(0, low), Math.max(0, high));
  return rounded(isNearZero ? low : Math.min(low, high - Math.abs(high) * leastSpan), high);
}

/** An axis to round numbers around two values, with four marks or so. */
function rounded(low: number, high: number): Scale {
  const step = roundStep((high - low) / 4);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.ceil(high / step - 1e-9);
  // multiples by one multiplication each, so that no error adds up
  const ticks = Array.from({ length: to - from + 1 }, (_, index) =>
    Number(((from + index) * step).toPrecision(12)),
  );
  return { low: from * step, high: to * step, ticks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 2.5 ? 2.5 : digit <= 5 ? 5 : 10) * power;
}
