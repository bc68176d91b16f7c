import { isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import { field, filledField, shown, textOf, type Located } from '../yaml/located';

/** The window of an objective that says none. */
const usualDays = 30;

const fewestDays = 7;
const mostDays = 90;

/** The window of an objective. */
export interface RollingWindow {
  readonly days: number;

  /** What was assumed. @default - nothing */
  readonly assumed?: string;
}

/** The days in each unit of OpenSLO that has always as many; minutes are written with a small m, months with a large one. */
const daysIn: Readonly<Record<string, number>> = { m: 1 / 1440, h: 1 / 24, d: 1, w: 7 };

/** The days of the rolling window of an SLO. */
export function windowOf(spec: Located): RollingWindow | ImportRefusal {
  const windows = filledField(spec, 'timeWindow');
  if (windows === undefined)
    return { days: usualDays, assumed: `'timeWindow' is not said: ${usualDays} days are assumed` };
  const [window, ...more] = windows.kind === 'list' ? windows.items : [windows];
  if (window?.kind !== 'map' || more.length > 0)
    return refusal('IMP001', `'timeWindow' (${shown(windows)}) must be a list of one window`);
  const rolling = field(window, 'isRolling');
  if (filledField(window, 'calendar') !== undefined || textOf(rolling) === 'false') {
    return refusal(
      'IMP007',
      `'timeWindow' is aligned with a calendar, and an objective is kept over a rolling window: each budget begins anew with its calendar, a rolling one never`,
      { fix: 'choose a rolling window, such as duration: 30d with isRolling: true' },
    );
  }
  const days = daysOf(field(window, 'duration'));
  if (isRefusal(days) || rolling !== undefined) return days;
  return { ...days, assumed: "'timeWindow' does not say 'isRolling': a rolling window is assumed" };
}

function daysOf(duration: Located | undefined): { readonly days: number } | ImportRefusal {
  const thing = `'timeWindow.duration' (${shown(duration)})`;
  const [, count, unit = ''] = /^(\d{1,9})([mhdwMQY])$/.exec(textOf(duration) ?? '') ?? [];
  if (count === undefined)
    return refusal('IMP001', `${thing} must be a number and a unit, such as 28d or 4w`);
  const length = daysIn[unit];
  if (length === undefined) {
    return refusal('IMP007', `${thing} is not always as long, and a rolling window is of whole days`, {
      fix: 'say how many days, such as 30d',
    });
  }
  const days = Number(count) * length;
  if (!Number.isInteger(days) || days < fewestDays || days > mostDays)
    return refusal('IMP007', `${thing} must be whole days, from ${fewestDays} to ${mostDays}`);
  return { days };
}
