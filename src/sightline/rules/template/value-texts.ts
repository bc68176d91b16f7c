import { defined } from '../../problem/defined';
import { patternProblems } from '../../promql/syntax/regex';
import type { Part } from './scan-template';
import { needing } from './template-words';

/** How a text says the value of the alert. */
export interface Saying {
  /**
   * The function that writes it.
   *
   * @default - it is written as the number that it is, perhaps rounded
   */
  readonly by?: (typeof sayers)[number];

  /**
   * The unit that stands behind it.
   *
   * @default - none that is known
   */
  readonly unit?: 'percent' | 'milliseconds';
}

/** What a text asks of Go that fails when the text is written. */
export interface Misuse {
  readonly reason: string;
  readonly fix: string;
}

const units: readonly (readonly [RegExp, NonNullable<Saying['unit']>])[] = [
  [/^\s?(?:%|percent\b)/, 'percent'],
  [/^\s?(?:ms\b|milliseconds?\b)/, 'milliseconds'],
];

/** What a part of an action is, as far as it is known: the value of the alert, which is a number with a fraction, or that of a label, a text. */
export type SortOf = (part: Part) => 'value' | 'label' | undefined;

/**
 * How an action says the value of the alert, where it says nothing else.
 *
 * @param after how the text goes on behind the action
 */
export function sayingOf(parts: readonly Part[], after: string, sortOf: SortOf): Saying | undefined {
  const kept = parts.filter((part) => !isRounding(part));
  const [one, other, ...more] = kept;
  const by = [one, other].flatMap(writtenBy)[0];
  const hasValue = [one, other].some((part) => part !== undefined && sortOf(part) === 'value');
  if (!hasValue || more.length > 0 || (other !== undefined && by === undefined)) return undefined;
  return defined({ by, unit: units.find(([pattern]) => pattern.test(after))?.[1] });
}

const sayers = ['humanizePercentage', 'humanizeDuration', 'humanizeTimestamp'] as const;

function writtenBy(part: Part | undefined): readonly NonNullable<Saying['by']>[] {
  return sayers.filter((each) => each === part?.text);
}

/** What a value goes through that is still one: `printf "%.2f"`, `humanize`. */
function isRounding({ type, text }: Part): boolean {
  return type === 'text' || ['|', 'printf', '(', ')', 'humanize'].includes(text);
}

/**
 * What Go writes an error for, or in place of what was meant, when the alert fires: comparisons of the value with whole numbers, and verbs of `printf`
 * that are not for what they get.
 *
 * @see https://pkg.go.dev/text/template#hdr-Functions
 * @see https://pkg.go.dev/fmt#hdr-Printing
 */
export function misusesIn(parts: readonly Part[], sortOf: SortOf): readonly Misuse[] {
  return parts.flatMap(({ type, text }, index) => {
    const [before, behind] = [parts.slice(0, index), parts.slice(index + 1)];
    if (type !== 'word') return [];
    if (comparisons.has(text)) return comparedWithOther(text, behind.slice(0, 2), sortOf);
    if (text === 'printf') return wrongVerbs(behind, before, sortOf);
    return [...wrongPattern(text, behind[0]), ...nothingGiven(text, before.at(-1), behind[0])];
  });
}

/** Functions that take a regular expression first. */
function wrongPattern(name: string, given: Part | undefined): readonly Misuse[] {
  if ((name !== 'match' && name !== 'reReplaceAll') || given?.type !== 'text') return [];
  return patternProblems(unquoted(given.text)).map(({ message }) => ({
    reason: `calls ${name} with ${given.text}, which fails when the alert fires: ${message}`,
    fix: 'correct the regular expression',
  }));
}

/** A function of Prometheus that gets nothing, neither behind it nor through a pipe. */
function nothingGiven(name: string, before: Part | undefined, behind: Part | undefined): readonly Misuse[] {
  const isGiven =
    before?.text === '|' || (behind !== undefined && behind.text !== '|' && behind.text !== ')');
  return isGiven || !needing.includes(name)
    ? []
    : [
        {
          reason: `calls '${name}' without anything, which fails when the alert fires`,
          fix: name === 'value' ? 'the value of the alert is {{ $value }}' : `write {{ ${name} $value }}`,
        },
      ];
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** A comparison of the value with a whole number or a text, or of a label with a number. */
function comparedWithOther(name: string, sides: readonly Part[], sortOf: SortOf): readonly Misuse[] {
  const number = sides.find(({ type }) => type === 'number' || type === 'text');
  const sort = sides
    .map((part) => (part === number ? undefined : sortOf(part)))
    .find((each) => each !== undefined);
  if (number === undefined || sort === undefined) return [];
  const isText = number.type === 'text';
  const inside = isText ? number.text.slice(1, -1) : number.text;
  if (isText ? sort === 'label' || !/^[+-]?[\d.]+$/.test(inside) : !/^[+-]?\d+$/.test(inside)) return [];
  const decimal = inside.includes('.') ? inside : `${inside}.0`;
  const [meant, why] =
    sort === 'value'
      ? [decimal, `the value is no ${isText ? 'text' : 'whole number to Go'}`]
      : [`"${inside}"`, 'a label is a text'];
  const written = (as: string): string =>
    [name, ...sides.map((side) => (side === number ? as : side.text))].join(' ');
  return [
    {
      reason: `compares by '${written(number.text)}', which fails when the alert fires: ${why}`,
      fix: `write ${written(meant)}`,
    },
  ];
}

/** The verbs for a number with a fraction, and for a text. */
const verbsFor = { value: 'eEfFgGvbxX', label: 'svqxX' } as const;

/** What `printf` is given that is not for its verbs; `before` is what stands before it. */
function wrongVerbs(
  [format, ...behind]: readonly Part[],
  before: readonly Part[],
  sortOf: SortOf,
): readonly Misuse[] {
  if (format?.type !== 'text' || format.text.includes('*')) return [];
  const end = behind.findIndex(({ text }) => text === '|' || text === ')');
  const own = end < 0 ? behind : behind.slice(0, end);
  // what is in parentheses or comes through several steps may be anything
  const piped = before.at(-1)?.text === '|' ? before.slice(0, -1) : [];
  if (own.some(({ text }) => text === '(') || piped.length > 1) return [];
  const args = [...own, ...piped];
  const verbs = [...format.text.matchAll(/%[-+# 0]*\d*(?:\.\d*)?([a-zA-Z%])/g)]
    .map(([, verb = '']) => verb)
    .filter((verb) => verb !== '%');
  const missing = verbs.slice(args.length).map((verb) => ({
    reason: `gives nothing to '%${verb}' of printf ${format.text}: Go writes %!${verb}(MISSING)`,
    fix: 'give as many values as the format has places',
  }));
  const wrong = args.flatMap((arg, index) => {
    const sort = sortOf(arg);
    const verb = verbs[index];
    if (sort === undefined || (verb !== undefined && verbsFor[sort].includes(verb))) return [];
    const what = sort === 'value' ? 'a number with a fraction' : 'a text';
    const meant = sort === 'value' ? '%.0f' : '%s';
    return [
      verb === undefined
        ? {
            reason: `gives ${arg.text} to printf ${format.text}, which has no place for it`,
            fix: `add ${meant} to the format`,
          }
        : {
            reason: `writes ${arg.text} by '%${verb}', which is not for ${what}: Go writes %!${verb}(…)`,
            fix: `write ${meant} in place of %${verb}`,
          },
    ];
  });
  return [...wrong, ...missing];
}

/** An expression that a text asks for. */
export interface AskedQuery {
  readonly text: string;

  /** Whether it stands in the text as it is; else something was put in the place of what `printf` fills in. */
  readonly isWhole: boolean;
}

/** The expressions that an action asks for by `query "…"`, as far as they stand in it. */
export function queriesIn(parts: readonly Part[]): readonly AskedQuery[] {
  return parts.flatMap(({ text }, index): readonly AskedQuery[] => {
    if (text !== 'query') return [];
    const [asked, printf, inside] = parts.slice(index + 1);
    if (asked?.type === 'text') return [{ text: unquoted(asked.text), isWhole: true }];
    const [piped, format] = parts[index - 1]?.text === '|' ? parts : [printf, inside];
    const isPrinted = piped?.text === 'printf' && format?.type === 'text';
    return isPrinted
      ? [{ text: unquoted(format.text).replace(/%[sv]/g, 'x').replace(/%q/g, '"x"'), isWhole: false }]
      : [];
  });
}

/** The text of a constant of Go: one in double quotes is written as in JSON, but for what no expression has. */
function unquoted(constant: string): string {
  const inner = constant.slice(1, -1);
  return constant.startsWith('`') ? inner : inner.replace(/\\(["'\\])/g, '$1');
}
