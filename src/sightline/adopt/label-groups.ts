import { closedDomain, type ClosedDomain } from './closed-domain';
import type { ObservedLabel, ObservedMetric } from './observe';

/** A label of several metrics whose values are those of one thing, so that one domain is declared for all of them. */
export interface LabelGroup {
  readonly label: string;

  /** The names of the metrics. */
  readonly metrics: readonly string[];

  /** Every value, sorted. */
  readonly values: readonly string[];

  /** How many of them a metric has at most on one page. */
  readonly most: number;

  /**
   * What the values are known as.
   *
   * @default - nothing says that there are no others
   */
  readonly closed?: ClosedDomain;

  /** Whether it tells what a process is, such as its version: each page has one value. */
  readonly isInfo: boolean;
}

/** Whether a label has routes as its values. */
export function isRouteLabel(label: string): boolean {
  return /(?:^|_)(?:route|path|endpoint|handler|uri|url)$/i.test(label);
}

interface Use extends ObservedLabel {
  readonly label: string;
  readonly metric: string;
  readonly closed: ClosedDomain | undefined;
  readonly isInfo: boolean;
}

/**
 * The labels of metrics, together where they have the same name and values of the same kind, or a value in common: a label `type` may mean one thing
 * here and another there.
 */
export function labelGroups(metrics: readonly ObservedMetric[]): readonly LabelGroup[] {
  const byLabel = new Map<string, Use[]>();
  for (const metric of metrics)
    for (const [label, observed] of metric.labels) {
      const isInfo = metric.name.endsWith('_info') && metric.combinations === 1;
      const closed = isInfo ? undefined : closedDomain(label, observed);
      const use = { ...observed, label, metric: metric.name, closed, isInfo };
      const uses = byLabel.get(label);
      if (uses === undefined) byLabel.set(label, [use]);
      else uses.push(use);
    }
  return [...byLabel.values()].flatMap((uses) => together(uses).map(groupOf));
}

/** Uses of a label that belong together. */
function together(uses: readonly Use[]): readonly (readonly Use[])[] {
  const groups: { readonly uses: Use[]; readonly values: Set<string> }[] = [];
  for (const use of uses) {
    const joined = groups.filter((group) => belongs(use, group));
    const [first, ...others] = joined;
    if (first === undefined) {
      groups.push({ uses: [use], values: new Set(use.values) });
      continue;
    }
    for (const other of others) {
      groups.splice(groups.indexOf(other), 1);
      first.uses.push(...other.uses);
      for (const value of other.values) first.values.add(value);
    }
    first.uses.push(use);
    for (const value of use.values) first.values.add(value);
  }
  return groups.map((group) => group.uses);
}

function belongs(
  use: Use,
  group: { readonly uses: readonly Use[]; readonly values: ReadonlySet<string> },
): boolean {
  const [first] = group.uses;
  if (first === undefined || first.isInfo !== use.isInfo || first.closed?.value !== use.closed?.value)
    return false;
  if (use.isInfo) return false;
  return (
    use.closed !== undefined || isRouteLabel(use.label) || use.values.some((value) => group.values.has(value))
  );
}

function groupOf(uses: readonly Use[]): LabelGroup {
  const [first] = uses;
  return {
    label: first?.label ?? '',
    metrics: uses.map(({ metric }) => metric),
    values: [...new Set(uses.flatMap(({ values }) => values))].sort(),
    most: uses.reduce((most, use) => Math.max(most, use.most), 0),
    ...(first?.closed === undefined ? {} : { closed: first.closed }),
    isInfo: first?.isInfo === true,
  };
}

const steps = [2, 5, 10, 20, 30, 50];

/** A bound with a margin: twice as many as there are, rounded up to a number that one would write. */
export function boundFor(most: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of power === 1 ? steps : steps.slice(2))
      if (step * power >= 2 * most) return step * power;
}
