/** Labels by name. One that is empty is one that is not there. */
export type Labels = Readonly<Record<string, string>>;

/** The labels of a target or of a sample while rules change them. */
export interface LabelBuilder {
  /** The value of a label; empty where there is none. */
  readonly get: (name: string) => string;

  /** Sets a label; an empty value removes it. */
  readonly set: (name: string, value: string) => void;

  /** The labels as they are: those that have not been set first, by name, then those that have, in the order in which they were set. */
  readonly entries: () => readonly (readonly [string, string])[];

  /** All labels, by name. */
  readonly labels: () => Labels;
}

/**
 * Labels that rules can change, in the order in which Prometheus goes through them: it decides which of two labels that become one
 * is the last.
 */
export function labelBuilder(labels: Labels): LabelBuilder {
  const untouched = new Map(Object.entries(labels).filter(([, value]) => value !== ''));
  const set = new Map<string, string>();
  return {
    get: (name) => set.get(name) ?? untouched.get(name) ?? '',
    set: (name, value) => {
      untouched.delete(name);
      if (value === '') set.delete(name);
      else set.set(name, value);
    },
    entries: () => [...byName([...untouched]), ...set],
    labels: () => Object.fromEntries(byName([...untouched, ...set])),
  };
}

/** In the order of Go, which compares bytes of UTF-8; that of JavaScript differs beyond the first 65,536 characters. */
function byName(entries: (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const isPlain = !entries.some(([name]) => /[\ud800-\udfff]/.test(name));
  return entries.sort(([a], [b]) => {
    if (isPlain) return a < b ? -1 : a > b ? 1 : 0;
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  });
}
