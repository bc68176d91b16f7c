import type { RelabelConfig } from '../../../../src/sightline/scrape/scrape-config';
import { relabelActions } from '../../../../src/sightline/scrape/relabel/relabel-action';
import type { Random } from '../../promql/random';

/** Labels, and rules for them. */
export interface RelabelCase {
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly RelabelConfig[];
}

/** What random labels and rules are made of. */
export interface Words {
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly patterns: readonly string[];
  readonly templates: readonly string[];
  readonly targets: readonly string[];

  /**
   * The expressions of rules about names, by their action.
   *
   * @default - as others
   */
  readonly namePatterns?: Readonly<Partial<Record<string, readonly string[]>>>;

  /**
   * The replacements of `labelmap`.
   *
   * @default - as others
   */
  readonly nameTemplates?: readonly string[];
}

/** The values of ASCII letters, which are those of both lists of words. */
const plainValues = [
  'x',
  'y',
  'foo',
  'FooBar',
  'x;y',
  'x;',
  ';',
  'a\nb',
  '1',
  'x1y2',
  '$1',
  '$$',
  'a',
  'b',
  'ab',
  'foo_bar',
];

/** Of everything a little: names of any text, several alphabets, regular expressions that break out of their anchors. */
export const anyWords: Words = {
  names: [
    'a',
    'b',
    'c',
    'ab',
    'foo',
    'foo_bar',
    'a.b',
    'é',
    '日本',
    '𝔞',
    'Ａ',
    '__name__',
    '__tmp_hash',
    'x1',
  ],
  values: [...plainValues, 'Äß', 'ǆΣ', 'İi', 'ŉﬁ', 'ᾀ', '日本語', '𝔞𐐀', '10.0.0.1:8080', 'true', 'x y', '\t'],
  patterns: [
    '(.*)',
    '.*',
    '(.+)',
    '.+',
    '',
    'x',
    'x|y',
    '(x|y)',
    '(x);(.*)',
    '(.+);',
    ';',
    '([a-z]+)',
    '(?i)foobar',
    '(?i:FOO).*',
    '(a)|(b)',
    '(?P<n>.)(?P<n>.)?',
    '(?P<n>x)|(?P<n>y)',
    '(?<m>.)(.*)',
    'a)|(b',
    'x*|y',
    '(x*)',
    '(?:x)|',
    '.',
    '..',
    '[^x]+',
    '\\d+',
    '(\\w+)_(\\w+)',
    '(f)(o)(o).*',
    '\\p{Lu}.*',
    '(\\pL+)',
    '(.*):(\\d+)',
    '.*\\.(.*)',
    '\\Qx;y\\E',
    '(?s).*',
    '(?-s).*',
    'a$',
    '^a',
  ],
  templates: [
    '$1',
    '${1}',
    '$2',
    '$0',
    '$9',
    '',
    'v',
    '$1-$2',
    '${1}x',
    '$1x',
    '$n',
    '${n}',
    '${m}',
    '$$',
    '$$1',
    '$',
    '${',
    '${1',
    '$ 1',
    '${}',
    '$é',
    '$01',
    'x$',
    '日$1',
    '$1.$2',
    '${1}_${2}',
    'foo',
    '$1$1',
    '$100000000',
  ],
  targets: [
    'a',
    'b',
    'c',
    'new',
    'new_$1',
    '$1',
    '${1}',
    'x$2y',
    'é',
    '日$1',
    '$n',
    '${1}_t',
    'a.b',
    '__tmp',
    '$',
    '$$',
  ],
};

/**
 * Words with which targets stay targets, and give one result in each version: rules about names leave alone what Prometheus needs (`job`,
 * and what begins with `__`), and never make one name of two.
 */
export const targetWords: Words = {
  names: ['a', 'b', 'c', 'ab', 'foo', 'foo_bar', 'x1'],
  values: [...plainValues, 'Äß', 'ᾀ', '日本語', '10.0.0.1:8080', 'true', 'x y'],
  patterns: [
    '(.*)',
    '.*',
    '(.+)',
    '',
    'x',
    'x|y',
    '(x|y)',
    '(x);(.*)',
    '(.+);',
    ';',
    '([a-z]+)',
    '(?i)foobar',
    '(a)|(b)',
    '(?P<n>.)(?P<m>.)?',
    '(?P<n>x)|(?P<n>y)',
    'a)|(b',
    '(x*)',
    '.',
    '..',
    '[^x]+',
    '\\d+',
    '(f)(o)(o).*',
    '\\p{Lu}.*',
    'a.b',
  ],
  templates: [
    '$1',
    '${1}',
    '$2',
    '$0',
    '',
    'v',
    '$1-$2',
    '${1}x',
    '$1x',
    '$n',
    '$$',
    '$',
    '${',
    '日$1',
    '${1}_${2}',
    '$01',
  ],
  targets: ['a', 'b', 'c', 'new', 'new_${1}', 'n$1', 'x${2}y', '__tmp'],
  namePatterns: {
    labelmap: ['([abc])', '(foo.*)', '([^_j]\\w)'],
    labeldrop: ['a|b', 'foo.*', 'n.*'],
    labelkeep: ['__.*|job|a|foo', '__.*|job|n.*|[a-c]'],
  },
  nameTemplates: ['m_${1}', '${1}_m'],
};

/** Labels and rules by chance. Some rules are refused: that is compared too. */
export function randomCase(random: Random, words: Words, most = 6): RelabelCase {
  const { below, pick } = random;
  const labels = Object.fromEntries(
    Array.from({ length: 1 + below(6) }, () => [pick(words.names), pick(words.values)]),
  );
  return { labels, rules: Array.from({ length: 1 + below(most) }, () => randomRule(random, words)) };
}

function randomRule({ below, chance, pick }: Random, words: Words): RelabelConfig {
  const action = pick(relabelActions);
  const needs = (name: string): boolean => words.namePatterns?.[name] !== undefined;
  const templates = (action === 'labelmap' ? words.nameTemplates : undefined) ?? words.templates;
  // of what an action refuses there is a little
  const read = (field: string): boolean => chance((reads[action] ?? '').includes(field) ? 0.7 : 0.02);
  const target = chance((reads[action] ?? '').includes('target') ? 0.98 : 0.02);
  return {
    ...(action === 'replace' && chance(0.5) ? {} : { action: chance(0.9) ? action : action.toUpperCase() }),
    ...(read('source')
      ? { source_labels: Array.from({ length: 1 + below(3) }, () => pick(words.names)) }
      : {}),
    ...(read('separator') && chance(0.3) ? { separator: pick(['', ',', ';', '--', '日']) } : {}),
    ...(read('regex') || needs(action)
      ? { regex: pick(words.namePatterns?.[action] ?? words.patterns) }
      : {}),
    ...(target ? { target_label: pick(words.targets) } : {}),
    ...(read('replacement') || (action === 'labelmap' && needs(action))
      ? { replacement: pick(templates) }
      : {}),
    ...(action === 'hashmod' ? { modulus: pick([1, 2, 3, 7, 1000, 0]) } : {}),
  };
}

/** The fields that matter to an action. */
const reads: Readonly<Partial<Record<string, string>>> = {
  replace: 'source separator regex target replacement',
  keep: 'source separator regex',
  drop: 'source separator regex',
  keepequal: 'source target',
  dropequal: 'source target',
  hashmod: 'source separator target',
  labelmap: 'regex replacement',
  labeldrop: 'regex',
  labelkeep: 'regex',
  lowercase: 'source separator target',
  uppercase: 'source separator target',
};
