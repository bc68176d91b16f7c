/** Longer words are not compared: that takes the square of their length. */
const longest = 1_000;

/**
 * Finds what a misspelled word was probably meant to be. Case and separators don't count, so
 * `scrape_interval` finds `scrapeInterval`; otherwise one edit for every three letters is allowed, three at
 * most. Of equally near candidates the one nearest in case and separators wins, then one that begins with
 * the word, then the alphabetically first.
 *
 * @param word the word that is unknown
 * @param candidates the words that are known, in any order
 * @returns the nearest candidate, or nothing when none is near
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const wanted = normalise(word);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (candidate.length > longest) continue;
    const known = normalise(candidate);
    const limit = Math.min(3, Math.floor(Math.max(wanted.length, known.length) / 3));
    if (Math.abs(wanted.length - known.length) > limit) continue;
    const distance = editDistance(wanted, known);
    if (distance > limit) continue;
    const isTie = distance === best?.distance;
    const isNearer = best === undefined || distance < best.distance;
    if (isNearer || (isTie && comesFirst(word, candidate, best?.candidate ?? '')))
      best = { candidate, distance };
  }
  return best?.candidate;
}

/**
 * Counts the edits from one word to another: insert, delete or replace a letter, or swap two neighbours.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function comesFirst(word: string, candidate: string, other: string): boolean {
  const difference = editDistance(word, candidate) - editDistance(word, other);
  if (difference !== 0) return difference < 0;
  // what was broken off is more likely than what was exchanged
  const [begins, otherBegins] = [candidate.startsWith(word), other.startsWith(word)];
  return begins === otherBegins ? candidate < other : begins;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

function normalise(word: string): string {
  const letters = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  // A word of symbols alone, such as `=~`, is compared as it is.
  return letters === '' ? word : letters;
}
