import { defined } from '../problem/defined';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe, elementsOf, entriesOf, kindOf, partOf } from '../problem/read';

/**
 * Labels whose values belong together, so that few of their combinations occur: the exceptions of a route, the pods of a node.
 *
 * @typeParam L the labels of the metric
 */
export interface LabelsTogether<L extends string = string> {
  /** Two labels or more. Each label of a metric belongs to one group at most. */
  readonly labels: readonly L[];

  /** How many combinations of their values occur at most, in one pod. */
  readonly max: number;
}

/** What a metric states of its series, where the product of its domains says too much. */
export interface StatedBound<L extends string = string> {
  /**
   * Labels that belong together.
   *
   * @default - every combination of values can occur
   */
  readonly together?: readonly LabelsTogether<L>[];

  /**
   * How many series one pod writes of the metric at most: of a histogram with its buckets, `_sum` and `_count`.
   *
   * @default - what follows from the domains
   */
  readonly maxSeries?: number;
}

/**
 * What is stated of the series of a metric, and what is wrong with it. What is wrong counts for nothing: the bound is the product then.
 *
 * @param labels the labels of the metric
 */
export function readStatedBound(
  name: string,
  given: { readonly together?: unknown; readonly maxSeries?: unknown },
  labels: readonly string[],
): { readonly stated: StatedBound; readonly problems: readonly Problem[] } {
  const { groups, problems } = readGroups(name, given.together, labels);
  const isUsable = isCount(given.maxSeries);
  return {
    stated: defined({
      together: groups.length === 0 ? undefined : groups,
      maxSeries: isUsable ? given.maxSeries : undefined,
    }),
    problems: [
      ...problems,
      ...(given.maxSeries === undefined || isUsable ? [] : [noCount(name, 'maxSeries', given.maxSeries)]),
    ],
  };
}

function readGroups(
  name: string,
  given: unknown,
  labels: readonly string[],
): { readonly groups: readonly LabelsTogether[]; readonly problems: readonly Problem[] } {
  if (given === undefined) return { groups: [], problems: [] };
  const list = elementsOf(given);
  const fix = "such as together: [{ labels: ['uri', 'exception'], max: 350 }]";
  if (list === undefined) {
    const message = `'together' (${describe(given)}) of metric '${name}' must be a list of labels that belong together`;
    return { groups: [], problems: [error('CAR003', message, { path: 'together', fix })] };
  }
  const groups: LabelsTogether[] = [];
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const [index, each] of list.entries()) {
    const path = `together[${index}]`;
    const names = elementsOf(partOf(each, 'labels'));
    const max = partOf(each, 'max');
    const wrong: Problem[] = [];
    const say = (message: string, more: { readonly fix?: string } = {}) =>
      wrong.push(error('CAR003', message, { path, ...more }));
    const unknownKeys = kindOf(each) === 'object' ? (entriesOf(each) ?? []) : [];
    for (const { key } of unknownKeys)
      if (key !== 'labels' && key !== 'max')
        say(`'${key}' is no part of '${path}' of metric '${name}'`, { fix: "say 'labels' and 'max'" });
    if (names === undefined || new Set(names).size < 2 || new Set(names).size < names.length)
      say(`'${path}.labels' of metric '${name}' must list two labels or more, each once`, { fix });
    for (const label of names ?? []) {
      if (typeof label !== 'string' || !labels.includes(label))
        say(`metric '${name}' has no label ${describe(label)}, which '${path}' names`, {
          fix: `it has ${labels.map((one) => `'${one}'`).join(', ')}`,
        });
      else if (taken.has(label))
        say(
          `label '${label}' of metric '${name}' stands in two groups of 'together', so that nobody can say how many combinations there are`,
          { fix: 'make one group of both' },
        );
    }
    if (!isCount(max)) wrong.push(noCount(name, `${path}.max`, max));
    problems.push(...wrong);
    if (wrong.length > 0 || !isCount(max)) continue;
    const usable = (names ?? []).filter((label) => typeof label === 'string');
    for (const label of usable) taken.add(label);
    groups.push({ labels: usable, max });
  }
  return { groups, problems };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function noCount(name: string, path: string, value: unknown): Problem {
  const message = `'${path}' (${describe(value)}) of metric '${name}' must be a whole number of at least 1`;
  return error('CAR003', message, { path });
}
