import { isAtLeast, type PrometheusVersion } from '../../../../src/sightline/promql/syntax/dialect';

/** Something in which we judge otherwise than Prometheus, and mean to. Each is told in docs/promql.md too. */
export interface Quirk {
  readonly what: string;

  /** The first version that does it. */
  readonly from: PrometheusVersion;

  /**
   * The last version that does it.
   *
   * @default - the newest does it too
   */
  readonly to?: PrometheusVersion;

  /** What Prometheus does, where we do the opposite. */
  readonly they: 'accept' | 'refuse' | 'do either';

  /** What such a text has in it. */
  readonly has: RegExp;

  /** Why we don't do as Prometheus does. */
  readonly why: string;
}

/** Everything in which we judge otherwise. */
export const quirks: readonly Quirk[] = [
  {
    what: 'more than 400 expressions within each other',
    from: '2.42',
    they: 'accept',
    has: /\({400}/,
    why: 'a stack has an end',
  },
  {
    what: 'a duration that is calculated of more than 400 parts',
    from: '3.4',
    they: 'accept',
    has: /(?:\+1s){400}/,
    why: 'a stack has an end',
  },
  {
    what: 'a letter in a window: `x[5m s]`',
    from: '2.42',
    to: '3.5',
    they: 'accept',
    has: /\[\s*[\w.]+\s+[a-z_]/i,
    why: 'a mistake of their scanner: nobody means a subquery by it',
  },
  {
    what: '`offset NaN`',
    from: '2.54',
    they: 'accept',
    has: /\boffset\s*[-+]*\s*nan\b/i,
    why: 'it is no length',
  },
  {
    what: 'a number of seconds that is more than 292 years',
    from: '2.54',
    to: '3.3',
    they: 'accept',
    has: /\binf\b|\de\+?\d\d|\d{10}/i,
    why: 'it does not fit into what Prometheus keeps it in, and becomes another',
  },
  {
    what: 'an operator behind an offset: `x offset -5m ^ y`',
    from: '3.4',
    to: '3.4',
    they: 'do either',
    has: /\boffset\s*[-+(]/i,
    why: 'a mistake of one version: before and behind it, the operator belongs to the other side',
  },
  {
    what: '`anchored` and `smoothed` as names',
    from: '3.7',
    to: '3.7',
    they: 'refuse',
    has: /(?:^|[^\w\s:\])}"'`]|\b(?:and|or|unless|bool|atan2)\b|\b(?:on|ignoring|group_\w+|fill\w*)\s*\([^()]*\))\s*(?:anchored|smoothed)\b/i,
    why: 'an oversight of one version, whose successor takes them',
  },
  {
    what: '`max` and `min` in durations',
    from: '3.6',
    to: '3.12',
    they: 'accept',
    has: /(?:\[|\boffset\b)[^\]]*\b(?:max|min)\s*\(/i,
    why: 'an experiment under other names: they became max_of and min_of',
  },
  {
    what: 'a window of calls alone before a colon: `x[step():]`',
    from: '3.6',
    to: '3.15',
    they: 'refuse',
    has: /\[[^\]\d:]*(?:step|range)[^\]\d:]*:/i,
    why: 'their scanner lets a colon stand behind a number alone',
  },
  {
    what: 'a sign and a parenthesis: `offset -(5m)`',
    from: '3.5',
    to: '3.13',
    they: 'do either',
    has: /\boffset[-+\s]+\(/i,
    why: 'their parser took in what follows, then failed in itself, then forgot to ask for the feature',
  },
  {
    what: 'a duration in which `range()` is not the first',
    from: '3.10',
    to: '3.11',
    they: 'refuse',
    has: /(?:\[|\boffset\b)[^\]]*[^[\s]\s*\brange\s*\(/i,
    why: 'their scanner knew the word at the start alone',
  },
];

/** The quirk that explains a disagreement, if it is one. */
export function quirkOf(version: PrometheusVersion, text: string, isAccepted: boolean): Quirk | undefined {
  return quirks.find(
    ({ from, to, they, has }) =>
      isAtLeast(version, from) &&
      (to === undefined || isAtLeast(to, version)) &&
      (they === 'do either' || (they === 'accept') === isAccepted) &&
      has.test(text),
  );
}
