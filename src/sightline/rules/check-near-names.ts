import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { allPlaced, type FoundProblem } from '../promql/check/found';
import type { Node } from '../promql/syntax/ast';
import { seriesName } from '../promql/syntax/series-name';
import { selectorOf } from '../promql/syntax/walk';

/** Finds the series of the program that a name is most likely a misspelling of. */
export type NearName = (name: string) => string | undefined;

/**
 * Finds, for names that nothing here exposes or records, the series that was meant: only among those that begin with the same word, `shop_` or
 * `shop:`, since a name of others is nobody's here.
 *
 * @param known the names of what the services of the program expose and record
 * @param natives those of native histograms among them: who reads parts of one, reads nothing
 */
export function nearNames(known: Iterable<string>, natives: ReadonlySet<string> = new Set()): NearName {
  const byFirstWord = new Map<string, string[]>();
  for (const name of known) {
    const others = byFirstWord.get(firstWord(name));
    if (others === undefined) byFirstWord.set(firstWord(name), [name]);
    else others.push(name);
  }
  const found = new Map<string, string | undefined>();
  return (name) => {
    const whole = name.replace(/_(?:bucket|count|sum)$/, '');
    if (natives.has(whole)) return whole;
    if (!found.has(name)) found.set(name, meantBy(name, byFirstWord.get(firstWord(name)) ?? []));
    return found.get(name);
  };
}

function firstWord(name: string): string {
  return /^[^_:]*[_:]?/.exec(name)?.[0] ?? '';
}

/**
 * The name that was meant: what has a word more or less is of something else, and so is what differs in nothing but numbers, as of versions. What is
 * recorded has its window in its name.
 */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const suffixed = known.find((each) => each === `${name}_bucket` || each === `${name}_total`);
  if (suffixed !== undefined) return suffixed;
  const alike = known.filter((each) => wordsIn(each) === wordsIn(name));
  const meant = nearest(name, alike);
  const isNumbered =
    meant !== undefined && !name.includes(':') && withoutDigits(meant) === withoutDigits(name);
  return isNumbered ? undefined : meant;
}

function wordsIn(name: string): number {
  return name.split(/[_:]/).length;
}

function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '');
}

/**
 * Series that nothing here writes, and that have nearly the name of one that the program exposes or records. What has another name is of others.
 *
 * @param isKnown whether something is known of the series of a name
 */
export function checkNearNames(
  nodes: readonly Node[],
  isKnown: (name: string) => boolean,
  near: NearName,
): readonly FoundProblem[] {
  return nodes.flatMap(selectorOf).flatMap((selector) => {
    const name = seriesName(selector);
    const meant = name === '' || isKnown(name) ? undefined : near(name);
    return meant === undefined || meant === name ? [] : allPlaced(selector, [nearlyNamed(name, meant)]);
  });
}

/** Series that nothing exposes, where everything is known that does: those with nearly the name of another are told apart. */
export function checkExposed(
  nodes: readonly Node[],
  isKnown: (name: string) => boolean,
  near: NearName | undefined,
): readonly FoundProblem[] {
  return nodes.flatMap(selectorOf).flatMap((selector) => {
    const name = seriesName(selector);
    if (name === '' || isKnown(name) || near?.(name) !== undefined) return [];
    const message = `'${name}' is exposed by nothing that is known, and recorded by no rule: the expression finds nothing`;
    return allPlaced(selector, [
      warning('TYP101', message, { fix: 'read what is exposed, or give the page that exposes it' }),
    ]);
  });
}

function nearlyNamed(name: string, meant: string): Problem {
  const fix = { fix: `did you mean '${meant}'?` };
  return name.includes(':')
    ? warning(
        'REC502',
        `'${name}' is recorded by no rule that is known, and nearly the name of a series that is`,
        fix,
      )
    : warning('TYP101', `'${name}' is of no metric that is known, and nearly the name of one`, fix);
}
