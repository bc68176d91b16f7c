const minute = 60_000;

/** The windows that are read from the service's own series, in milliseconds, the shortest first. */
export const rawWindows = [5 * minute, 30 * minute, 60 * minute] as const;

/** The window of which longer ones are means, in milliseconds. */
export const baseWindow = rawWindows[0];

/** Whether a window is read from the service's own series. */
export function isRaw(window: number): boolean {
  return rawWindows.some((raw) => raw === window);
}
