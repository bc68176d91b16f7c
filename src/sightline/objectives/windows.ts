const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** The windows that are read from the service's own series, in milliseconds, the shortest first. */
export const rawWindows = { short: 5 * minute, long: hour } as const;

/** The steps in which events are counted, in milliseconds, and how often: longer windows are sums of them. */
export const stepWindow = 2 * minute;

/** Whether a window is read from the service's own series. */
export function isRaw(window: number): boolean {
  return Object.values(rawWindows).some((raw) => raw === window);
}

/** A window as users write it and names of series have it, in whole units: `28d`, for which Prometheus says `4w`. */
export function windowName(milliseconds: number): string {
  if (milliseconds % day === 0) return `${milliseconds / day}d`;
  return milliseconds % hour === 0 ? `${milliseconds / hour}h` : `${milliseconds / minute}m`;
}
