import type { LabelDomains } from '../contract/domain';
import type { KnownMetric } from '../promql/flow/known-metrics';
import { scan } from '../promql/parse/scan';
import { syntaxOf, type Dialect, type Syntax } from '../promql/syntax/dialect';

/** A rule, or a query, which records nothing. */
export interface Shaped {
  readonly record?: string;
  readonly expr: string | number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What is known of the series of a name: nothing; what a metric is; the one rule that records them; or something that no other name shares. */
export type NameKnown =
  undefined | Pick<KnownMetric, 'domains' | 'definition'> | { readonly rule: Shaped } | 'more';

/** The shape of some expressions while they are read. */
interface Draft {
  readonly syntax: Syntax;
  readonly knownOf: (name: string) => NameKnown;
  text: string;

  /** What names begin with, and values of labels, in the order in which they were met. */
  readonly beginnings: Map<string, number>;
  readonly values: Map<string, number>;

  /** The labels of those values; those of texts that are part of the shape, and these texts. */
  readonly named: Set<string>;
  readonly compared: Set<string>;

  /** Labels of which a metric knows the values: what is recorded of it has them, too. */
  readonly bounded: Set<string>;
  others: string;

  /** The rules that the shape is made of, by what they record. */
  readonly rules: Map<string, Shaped>;
}

/** A name of a series by what it begins with and its last word. */
const parted = /^([A-Za-z_][\w:]*)([_:][A-Za-z0-9]+)$/;

/** A text that no regular expression, no number and no template is. */
const word = /^["']([A-Za-z][\w-]*)["']$/;

/** Labels whose values mean something to the language. */
const meaningful: ReadonlySet<string> = new Set(['__name__', 'le', 'quantile']);

/** What is followed by a list of labels. */
const beforeLabels: ReadonlySet<string> = new Set([
  ...['by', 'without', 'on', 'ignoring', 'group_left', 'group_right'],
]);

/** Functions that read and write the values of labels. */
const rewriting: ReadonlySet<string> = new Set(['label_replace', 'label_join', 'info', 'count_values']);

/** Rules that are made of more others are looked at by themselves. */
const mostRules = 6;

/**
 * The shape of a rule, with those whose series it reads: two of one shape differ in nothing but what the names of series begin with of which nothing
 * else is known, and in values of labels that are compared for being the same. To the checks those are names and no more, so that what is not wrong
 * with the one is not wrong with the other. Services that are monitored alike have rules of a few shapes.
 *
 * @returns undefined for a rule that has to be looked at by itself
 */
export function shapeOf(
  rule: Shaped,
  dialect: Dialect,
  knownOf: (name: string) => NameKnown,
): string | undefined {
  const draft: Draft = {
    ...{ syntax: syntaxOf(dialect), knownOf, text: '', others: '' },
    ...{
      beginnings: new Map(),
      values: new Map(),
      named: new Set(),
      compared: new Set(),
      bounded: new Set(),
    },
    rules: new Map([[rule.record ?? '', rule]]),
  };
  for (const [name, each] of draft.rules) {
    if (draft.rules.size > mostRules || !addRule(draft, each)) return undefined;
    draft.text += ` ${nameIn(draft, name)};`;
  }
  for (const label of draft.named)
    if (draft.compared.has(label) || draft.bounded.has(label)) return undefined;
  for (const value of draft.values.keys()) if (draft.others.includes(value)) return undefined;
  return draft.text;
}

function addRule(draft: Draft, { expr, labels = {} }: Shaped): boolean {
  for (const [label, value] of Object.entries(labels)) addValue(draft, label, JSON.stringify(value), true);
  draft.text += ' ';
  const tokens = scan(String(expr), draft.syntax);
  const met = new Set<string>();
  let place: 'open' | 'labels' | 'selector' = 'open';
  /** Those of the labels of a selector; undefined where its values are part of the shape. */
  let domains: LabelDomains | undefined;
  for (const [index, { kind, text }] of tokens.entries()) {
    const next = tokens[index + 1]?.kind;
    if (kind === 'error') return false;
    if (place !== 'open' && kind === (place === 'labels' ? ')' : '}')) {
      place = 'open';
      domains = undefined;
    } else if (place === 'open') {
      if (kind === '{') place = 'selector';
      if (kind === 'word' && next === '(' && beforeLabels.has(text.toLowerCase())) place = 'labels';
      if (kind === 'string') draft.others += text;
      if (kind === 'name' || kind === 'metric') {
        const known = next === '(' ? {} : draft.knownOf(text);
        if (rewriting.has(text) || known === 'more') return false;
        if (known !== undefined && 'definition' in known) return false;
        if (known !== undefined && 'rule' in known && !met.has(text)) {
          // what reads itself is known by where one begins
          if (draft.rules.has(text)) return false;
          met.add(text);
          draft.rules.set(text, known.rule);
        }
        const isName = known === undefined || 'rule' in known;
        if (!isName) for (const label of Object.keys(known.domains ?? {})) draft.bounded.add(label);
        domains = next !== '{' ? undefined : isName ? {} : (known.domains ?? {});
        draft.text += `${isName ? nameIn(draft, text) : text} `;
        continue;
      }
    } else if (kind === 'string') {
      const label = tokens[index - 2]?.text ?? '';
      const isEqual = tokens[index - 1]?.kind === '=' && tokens[index - 2]?.kind === 'name';
      addValue(draft, label, text, isEqual && domains !== undefined && !Object.hasOwn(domains, label));
      continue;
    }
    draft.text += `${text} `;
  }
  return true;
}

/** A name of which only the last word says something, and whether it has a colon. */
function nameIn({ beginnings }: Draft, name: string): string {
  const [, beginning, ending] = parted.exec(name) ?? [];
  if (beginning === undefined || ending === undefined) return name;
  return `$${beginning.includes(':') ? ':' : ''}${numberOf(beginning, beginnings)}${ending}`;
}

function addValue(draft: Draft, label: string, quoted: string, canDiffer: boolean): void {
  const [, value] = canDiffer && !meaningful.has(label) ? (word.exec(quoted) ?? []) : [];
  if (value === undefined) {
    draft.others += quoted;
    draft.compared.add(label);
    draft.text += `${label}=${quoted} `;
  } else {
    draft.named.add(label);
    draft.text += `${label}=$${numberOf(value, draft.values)} `;
  }
}

function numberOf(text: string, numbers: Map<string, number>): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}
