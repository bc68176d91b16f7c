import type { Matcher, Span, VectorSelector } from '../../promql/syntax/ast';
import { defined } from '../../problem/defined';
import { excerpt, refusal, type ImportRefusal } from '../slo/import-problems';
import type { Query } from './read-query';

/** A selector, taken apart. */
export interface Selected {
  /** The name of its series. */
  readonly name: string;

  /** All that it matches, `le` aside. */
  readonly all: readonly Matcher[];

  /** Those of its matchers that say nothing of the target. */
  readonly matchers: readonly Matcher[];

  /** Those of its matchers that say which target is meant. */
  readonly target: readonly Matcher[];

  /** The upper bound of the bucket that it is about. @default - it names none */
  readonly le?: number;

  /** Where in the query it stands. @default - it was not read from a text */
  readonly span?: Span;
}

/** The labels by which every selector of a service's own metrics is bound to its target, and the job, of which a target has one. */
const bound = new Set(['job', 'namespace', 'service']);

/** Whether a label says which target is meant. */
export function isBoundLabel(label: string): boolean {
  return bound.has(label);
}

/** Takes a selector apart. */
export function selectedBy(query: Query, selector: VectorSelector): Selected | ImportRefusal {
  const { name, offset, at, span } = selector;
  const no = (id: ImportRefusal['id'], why: string, fix?: string) =>
    refusal(id, `${selectorText(query, span)} ${why}`, { span, fix });
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
  const all: Matcher[] = [];
  let le: number | undefined;
  for (const matcher of selector.matchers) {
    const { label, operator, value } = matcher;
    if (label === 'le') {
      const bucket =
        operator === '=' ? numberOf(value) : operator === '=~' ? numberOfPattern(value) : undefined;
      if (bucket === undefined || le !== undefined)
        return no('IMP005', `has a match of 'le' (${value}) that names no bucket`, 'name one: le="0.5"');
      le = bucket;
    } else if (label === '__name__') {
      return no('IMP005', "matches the name itself ('__name__'), and an objective counts one metric");
    } else if (value === '' && (operator === '=' || operator === '=~')) {
      return no(
        'IMP005',
        `matches '${label}' with an empty value, and a label of a contract has one always`,
        'leave the match out',
      );
    } else if (value === '') {
      // any value is another than none
      all.push({ label, operator: '=~', value: '.+' });
    } else if (!(operator === '=~' && value === '.*')) {
      all.push({ label, operator, value });
    }
  }
  return defined({
    name,
    all,
    matchers: all.filter(({ label }) => !isBoundLabel(label)),
    target: all.filter(({ label }) => isBoundLabel(label)),
    le,
    span,
  });
}

/** A selector for a message: which query has it, and how it stands there. */
export function selectorText(query: Query, span?: Span): string {
  return `'${query.name}' (${excerpt(query.text, span)})`;
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
