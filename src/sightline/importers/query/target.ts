import type { Matcher } from '../../promql/syntax/ast';
import { refusal, type ImportRefusal, type Notice } from '../slo/import-problems';
import type { Query } from './read-query';
import { isBoundLabel, selectorText, type Selected } from './selected';

/** The target that a selector of a service's own metric is about: what its labels have to be, each with one value. */
export function targetOf(
  query: Query,
  { target, span }: Selected,
): ReadonlyMap<string, string> | ImportRefusal {
  const values = new Map<string, string>();
  for (const { label, operator, value } of target) {
    const no = (why: string, fix?: string) =>
      refusal('IMP005', `${selectorText(query, span)} matches '${label}' with ${why}`, { span, fix });
    if (operator !== '=') {
      return no(
        `${operator} (${value}): a contract is of one target, by which every selector is bound`,
        `match one ${label} with =, or leave it out`,
      );
    }
    const before = values.get(label);
    if (before !== undefined && before !== value) return no('two values, so it selects nothing');
    values.set(label, value);
  }
  return values;
}

/** What a selector says of its target, for a message. */
export function targetText({ target }: Selected): string {
  return target.map(({ label, value }) => `${label}=${JSON.stringify(value)}`).join(', ') || 'any';
}

/**
 * What keeps the matchers of a metric of others from standing as they are: a selector that names a namespace is bound to the namespace of the
 * contract, so it can name just one.
 */
export function namespaceRefusal(query: Query, { all, span }: Selected): ImportRefusal | undefined {
  const other = all.find(({ label, operator }) => label === 'namespace' && operator !== '=');
  return (
    other &&
    refusal(
      'IMP005',
      `${selectorText(query, span)} matches 'namespace' with ${other.operator} (${other.value}): an objective is of one service, in one namespace`,
      { span, fix: 'match one namespace with =, and make one objective for each' },
    )
  );
}

/** The labels that an objective is kept by, and why the others are left out. */
export interface Grouping {
  readonly by: readonly string[];
  readonly notices: readonly Notice[];
}

/** The labels that an objective on a service's own metrics is kept by. */
export function groupingOfTarget(by: readonly string[]): Grouping {
  return {
    by: by.filter((label) => !isBoundLabel(label)),
    notices: by.filter(isBoundLabel).map((label) => groupingLeftOut(label, 'one target has one value of it')),
  };
}

/** The labels that an objective on metrics of others is kept by: the identity of the contract is on each of its series. */
export function groupingOfOthers(
  query: Query,
  by: readonly string[],
  { all }: Selected,
): Grouping | ImportRefusal {
  const identity = by.filter((label) => label === 'namespace' || label === 'service');
  const isOne = (label: string) => all.some((matcher) => isFixed(matcher, label));
  const open = identity.find((label) => !isOne(label));
  if (open !== undefined) {
    return refusal(
      'IMP004',
      `'${query.name}' is grouped by '${open}', which tells targets apart, and an objective is of one`,
      { fix: `match one ${open}, and make one objective for each` },
    );
  }
  return {
    by: by.filter((label) => label !== 'namespace' && label !== 'service'),
    notices: identity.map((label) => groupingLeftOut(label, 'its queries select one value of it')),
  };
}

function groupingLeftOut(label: string, why: string): Notice {
  return { severity: 'info', id: 'IMP010', message: `the grouping by '${label}' is left out: ${why}` };
}

function isFixed({ label, operator }: Matcher, name: string): boolean {
  return label === name && operator === '=';
}

/** Whether two selectors are about the same target. */
export function sameTarget(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([label, value]) => b.get(label) === value);
}
