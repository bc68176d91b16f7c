import type { Action, Part } from './scan-template';

/** How a text says the value of the alert. */
export interface Saying {
  /**
   * The function that writes it.
   *
   * @default - it is written as the number that it is, perhaps rounded
   */
  readonly by?: 'humanizePercentage' | 'humanizeDuration';

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

/** Each action that says the value of the alert and nothing else. */
export function sayingsOf(actions: readonly Action[]): readonly Saying[] {
  return outermost(actions).flatMap(({ parts, after = '' }) => {
    const kept = parts.filter((part) => !isRounding(part));
    const [one, other, ...more] = kept;
    const by = [one, other].flatMap(writtenBy)[0];
    const hasValue = [one, other].some((part) => part !== undefined && isValue(part));
    if (!hasValue || more.length > 0 || (other !== undefined && by === undefined)) return [];
    const unit = units.find(([pattern]) => pattern.test(after))?.[1];
    return [{ ...(by === undefined ? {} : { by }), ...(unit === undefined ? {} : { unit }) }];
  });
}

/** The actions where the dot is the alert: what opens a scope with another one is left out with all that is in it. */
function outermost(actions: readonly Action[]): readonly Action[] {
  const scopes: string[] = [];
  const moving = ['with', 'range', 'define', 'block'];
  return actions.filter(({ parts: [first] }) => {
    const word = first?.text ?? '';
    if (word === 'end') scopes.pop();
    if (word === 'if' || moving.includes(word)) scopes.push(word);
    return !scopes.some((scope) => moving.includes(scope));
  });
}

function writtenBy(part: Part | undefined): readonly NonNullable<Saying['by']>[] {
  const { text } = part ?? { text: '' };
  return text === 'humanizePercentage' || text === 'humanizeDuration' ? [text] : [];
}

/** What a value goes through that is still one: `printf "%.2f"`, `humanize`. */
function isRounding({ type, text }: Part): boolean {
  return type === 'text' || ['|', 'printf', '(', ')', 'humanize'].includes(text);
}

/** The value of the alert, which is a number with a fraction. */
function isValue({ text }: Part): boolean {
  return text === '$value' || text === '.Value';
}

/** The value of a label of the alert, which is a text. */
function isLabel({ text }: Part): boolean {
  return /^(?:\$labels|\.Labels)\.\w+$/.test(text);
}

/**
 * What Go writes an error for, or in place of what was meant, when the alert fires: comparisons of the value with whole numbers, and verbs of `printf`
 * that are not for what they get.
 *
 * @see https://pkg.go.dev/text/template#hdr-Functions
 * @see https://pkg.go.dev/fmt#hdr-Printing
 */
export function misusesOf(actions: readonly Action[]): readonly Misuse[] {
  return actions.flatMap(({ parts }) =>
    parts.flatMap(({ text }, index) => {
      if (comparisons.has(text)) return comparedWithWhole(text, parts.slice(index + 1, index + 3));
      return text === 'printf' ? wrongVerbs(parts.slice(index + 1), parts.slice(0, index)) : [];
    }),
  );
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

function comparedWithWhole(name: string, sides: readonly Part[]): readonly Misuse[] {
  const number = sides.find(({ type }) => type === 'number');
  const fixed = sides.find((part) => part !== number && (isValue(part) || isLabel(part)));
  if (number === undefined || fixed === undefined || !/^[+-]?\d+$/.test(number.text)) return [];
  const [meant, why] = isValue(fixed)
    ? [`${number.text}.0`, 'the value is no whole number to Go']
    : [`"${number.text}"`, 'a label is a text'];
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
function wrongVerbs([format, ...behind]: readonly Part[], before: readonly Part[]): readonly Misuse[] {
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
    const sort = isValue(arg) ? 'value' : isLabel(arg) ? 'label' : undefined;
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

/** The expressions that a text asks for by `query "…"`, as far as they stand in it as they are. */
export function queriesOf(actions: readonly Action[]): readonly string[] {
  return actions.flatMap(({ parts }) =>
    parts.flatMap(({ text }, index) => {
      const asked = parts[index + 1];
      return text === 'query' && asked?.type === 'text' ? [unquoted(asked.text)] : [];
    }),
  );
}

/** The text of a constant of Go: one in double quotes is written as in JSON, but for what no expression has. */
function unquoted(constant: string): string {
  const inner = constant.slice(1, -1);
  return constant.startsWith('`') ? inner : inner.replace(/\\(["'\\])/g, '$1');
}
