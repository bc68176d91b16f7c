import { describeKind, joinPath, kindOf } from '../problem/read';

/** Something that YAML can't hold, or that no reader takes. */
export interface Unprintable {
  /** Where it stands, such as `spec.groups[0].name`. */
  readonly path: string;

  /** What is wrong with it, as the end of a sentence about it. */
  readonly why: string;
}

/** Deeper values are none that anybody wrote: most often they contain themselves. */
const deepest = 1_000;

/** Half of a pair of surrogates: it stands for no character, and UTF-8 has no bytes for it. */
const halfPair = /\p{Surrogate}/u;

/** Why a text can't be written in UTF-8, and so not in YAML; undefined if it can. The text itself is not in the message: it may be a secret. */
export function unprintableText(text: string): string | undefined {
  const at = text.search(halfPair);
  return at === -1 ? undefined : `has half of a surrogate pair at its character ${at + 1}`;
}

/**
 * What of a value can't be printed as YAML and read again: half of a surrogate pair, numbers that are none, values that are no plain data. Properties that
 * are undefined are left out by the printer, and so here.
 */
export function unprintable(value: unknown): readonly Unprintable[] {
  const found: Unprintable[] = [];
  const look = (part: unknown, path: string, depth: number): void => {
    const why = depth > deepest ? `is nested more than ${deepest} levels deep` : whyUnprintable(part);
    if (why !== undefined) {
      found.push({ path, why });
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    const isList = Array.isArray(part);
    for (const [key, inner] of Object.entries(part)) {
      const below = joinPath(path, isList ? Number(key) : key);
      const whyKey = unprintableText(key);
      if (whyKey !== undefined) found.push({ path: below, why: `is a key that ${whyKey}` });
      look(inner, below, depth + 1);
    }
  };
  look(value, '', 0);
  return found;
}

/** Why a value can't be printed, whatever is in it. */
function whyUnprintable(value: unknown): string | undefined {
  if (typeof value === 'string') return unprintableText(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `(${value}) is no number that JSON has`;
  const kind = kindOf(value);
  return kind === 'function' || kind === 'other' ? `(${describeKind(value)}) is no plain data` : undefined;
}
