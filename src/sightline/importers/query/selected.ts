import type { Matcher, VectorSelector } from '../../promql/syntax/ast';
import { excerpt, refusal, type Refusal } from '../import-problems';
import type { Query } from './read-query';

/** A selector, taken apart. */
export interface Selected {
  /** The name of its series. */
  readonly name: string;

  /** What it says of the labels that no scrape decides: `le` and the target aside. */
  readonly matchers: readonly Matcher[];

  /** The upper bound of the bucket that it is about. @default - it names none */
  readonly le?: number;

  /** The values of labels that say which target it is about. */
  readonly target: ReadonlyMap<string, string>;
}

/** The labels by which every selector is bound to its target, and the job, of which a target has one. */
const bound = new Set(['job', 'namespace', 'service']);

/** Whether a label says which target is meant. */
export function isBoundLabel(label: string): boolean {
  return bound.has(label);
}

/** Takes a selector apart. */
export function selectedBy(query: Query, selector: VectorSelector): Selected | Refusal {
  const { name, offset, at, span } = selector;
  const part = excerpt(query.text, span);
  const thing = `'${query.name}' (${part})`;
  const no = (id: Refusal['id'], why: string, fix?: string) => refusal(id, `${thing} ${why}`, { span, fix });
  if (name === '')
    return no('IMP005', 'names no metric: which series it counts is decided by matchers alone');
  if (name.includes(':')) {
    return no(
      'IMP005',
      `reads '${name}', which a rule records: the service does not expose it, so its contract can't declare it`,
      'query the metric that the rule reads',
    );
  }
  if (offset !== 0 || at !== undefined) return no('IMP003', "looks at another time, by 'offset' or '@'");
  const matchers: Matcher[] = [];
  const target = new Map<string, string>();
  let le: number | undefined;
  for (const matcher of selector.matchers) {
    const { label, operator, value } = matcher;
    if (label === 'le') {
      const bound =
        operator === '=' ? numberOf(value) : operator === '=~' ? numberOfPattern(value) : undefined;
      if (bound === undefined || le !== undefined)
        return no('IMP005', `has a match of 'le' (${value}) that names no bucket`, 'name one: le="0.5"');
      le = bound;
    } else if (isBoundLabel(label)) {
      if (operator !== '=' || value === '') {
        return no(
          'IMP005',
          `matches '${label}' with ${operator} (${value}): a contract is of one target, by which every selector is bound`,
          `match one ${label} with =, or leave it out`,
        );
      }
      const before = target.get(label);
      if (before !== undefined && before !== value)
        return no('IMP005', `matches '${label}' with two values, so it selects nothing`);
      target.set(label, value);
    } else if (label === '__name__') {
      return no('IMP005', "matches the name itself ('__name__'), and an objective counts one metric");
    } else if (value === '') {
      return no(
        'IMP005',
        `matches '${label}' with an empty value, and a label of a contract has one always`,
        'leave the match out',
      );
    } else if (!(operator === '=~' && value === '.*')) {
      matchers.push({ label, operator, value });
    }
  }
  return { name, matchers, target, ...(le === undefined ? {} : { le }) };
}

function numberOf(text: string): number | undefined {
  if (text === '+Inf' || text === 'Inf') return Infinity;
  return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The number of `1(\.0)?` and `1|1\.0`: one bucket, as clients and versions spell it. */
function numberOfPattern(pattern: string): number | undefined {
  const spellings = pattern
    .replace(/^(-?\d+)\(\\?\.0\)\?$/, '$1')
    .replace(/^\(([^()]*)\)$/, '$1')
    .split('|');
  const [first, ...others] = spellings.map((each) => numberOf(each.replaceAll('\\.', '.')));
  return others.every((each) => each === first) ? first : undefined;
}
