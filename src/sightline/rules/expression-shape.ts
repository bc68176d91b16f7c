import type { KnownMetric } from '../promql/flow/known-metrics';
import { scan } from '../promql/parse/scan';
import type { Token } from '../promql/parse/token';
import type { LabelDomains } from '../contract/domain';
import { syntaxOf, type Dialect } from '../promql/syntax/dialect';

/** What is known of the series of a name, if anything; or that other rules decide it. */
export type NameKnown = Pick<KnownMetric, 'domains' | 'definition'> | 'by rules' | undefined;

/** A name of a series by what it begins with and its last word. */
const name = /^([A-Za-z_][\w:]*)([_:][A-Za-z0-9]+)$/;

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

/**
 * The shape of an expression: two of one shape differ in nothing but what the names of unknown series begin with, and in values of their labels that are
 * compared for being the same. Those are names to every check, so that what is not wrong with the one is not wrong with the other. Services that
 * are monitored alike have rules of a few shapes.
 *
 * @param knownOf what is known of the name of a series: one of which something is known is part of the shape
 * @returns undefined for an expression that has to be looked at by itself
 */
export function shapeOf(
  text: string,
  dialect: Dialect,
  knownOf: (name: string) => NameKnown,
): string | undefined {
  const beginnings = new Map<string, number>();
  const values = new Map<string, number>();
  /** Labels that are compared with something else than such a value, and texts that are no such values. */
  const compared = new Set<string>();
  const named = new Set<string>();
  let others = '';
  let shape = '';
  let place: 'open' | 'labels' | 'selector' = 'open';
  /** The domains of the labels of the selector; undefined where its values are part of the shape. */
  let domains: LabelDomains | undefined;
  const tokens = scan(text, syntaxOf(dialect));
  for (const [index, token] of tokens.entries()) {
    const { kind } = token;
    let shown = token.text;
    if (kind === 'error') return undefined;
    if (place === 'open') {
      if (kind === '{') place = 'selector';
      else if (kind === 'word' && beforeLabels.has(shown.toLowerCase()) && tokens[index + 1]?.kind === '(')
        place = 'labels';
      else if (kind === 'name' || kind === 'metric') {
        if (rewriting.has(shown)) return undefined;
        const next = tokens[index + 1]?.kind;
        const known = next === '(' ? {} : knownOf(shown);
        if (known === 'by rules' || known?.definition !== undefined) return undefined;
        domains = next === '{' ? (known?.domains ?? {}) : undefined;
        const [, beginning, ending] = known === undefined ? (name.exec(shown) ?? []) : [];
        if (beginning !== undefined && ending !== undefined) {
          shown = `$${beginning.includes(':') ? ':' : ''}${numberOf(beginning, beginnings)}${ending}`;
        }
      } else if (kind === 'string') others += shown;
    } else if (kind === (place === 'labels' ? ')' : '}')) {
      place = 'open';
      domains = undefined;
    } else if (kind === 'string') {
      const label = tokens[index - 2]?.text ?? '';
      const isName = isEqual(tokens, index) && domains !== undefined && !Object.hasOwn(domains, label);
      const [, value] = isName && !meaningful.has(label) ? (word.exec(shown) ?? []) : [];
      if (value === undefined) {
        others += shown;
        compared.add(label);
      } else {
        named.add(label);
        shown = `$${numberOf(value, values)}`;
      }
    }
    shape += `${shown} `;
  }
  for (const label of named) if (compared.has(label)) return undefined;
  for (const value of values.keys()) if (others.includes(value)) return undefined;
  return shape;
}

function isEqual(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.kind === '=' && tokens[index - 2]?.kind === 'name';
}

function numberOf(text: string, numbers: Map<string, number>): number {
  const known = numbers.get(text) ?? numbers.size;
  numbers.set(text, known);
  return known;
}
