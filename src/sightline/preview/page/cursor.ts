/** The moment that somebody points at, the same on all graphs. */
export interface Cursor {
  /** In seconds since 1970; undefined where nobody points. */
  readonly time: () => number | undefined;
  readonly set: (time: number | undefined) => void;
  readonly follow: (moved: () => void) => void;
}

/** A cursor that nobody has pointed with. */
export function newCursor(): Cursor {
  let time: number | undefined;
  const followers: (() => void)[] = [];
  return {
    time: () => time,
    set: (next) => {
      if (next === time) return;
      time = next;
      for (const moved of followers) moved();
    },
    follow: (moved) => followers.push(moved),
  };
}

/** The place of the moment nearest to the cursor; the last one where nobody points. */
export function placeOf(times: readonly number[], time: number | undefined): number {
  const [first = 0, second = first + 1] = times;
  if (time === undefined) return times.length - 1;
  return Math.max(0, Math.min(times.length - 1, Math.round((time - first) / (second - first))));
}
