import { isMap, type PlainValue } from './plain-data';

/** A requirement on one label. */
export interface Requirement {
  /** The key of the label. */
  readonly key: string;

  /** What is required of it. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

  /** The values for `In` and `NotIn`; empty for the others. */
  readonly values: readonly string[];
}

/**
 * A Kubernetes label selector: an object matches it if it meets every requirement.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelector {
  /** Labels that must be there with exactly these values. */
  readonly matchLabels: Readonly<Record<string, string>>;

  /** Further requirements. */
  readonly matchExpressions: readonly Requirement[];
}

/** What a Prometheus selects, or that it can't be known before the chart is rendered. */
export type Selection = 'everything' | 'nothing' | 'unknown' | LabelSelector;

/** Labels of an object, by key. */
export type Labels = Readonly<Record<string, string>>;

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Whether an object with these labels is selected. What is unknown counts as selected: it is no mistake yet. */
export function selects(selection: Selection, labels: Labels): boolean {
  return unmet(selection, labels).length === 0 && selection !== 'nothing';
}

/** The requirements of a selection that these labels do not meet, each as text: `release=prometheus`. */
export function unmet(selection: Selection, labels: Labels): string[] {
  if (typeof selection === 'string') return [];
  return requirementsOf(selection)
    .filter((requirement) => !meets(requirement, labels))
    .map(describeRequirement);
}

/** All requirements of a selector, those of `matchLabels` too, ordered by key. */
export function requirementsOf({ matchLabels, matchExpressions }: LabelSelector): Requirement[] {
  const exact = Object.entries(matchLabels).map(([key, value]): Requirement => ({
    key,
    operator: 'In',
    values: [value],
  }));
  return [...exact, ...matchExpressions].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Whether labels meet a requirement. `NotIn` is met by an object without the label, too. */
export function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/**
 * Whether an object meets a selector; undefined where that depends on labels that are not known.
 *
 * @param labels the labels that it surely has
 * @param known whether these are all, or there may be more
 */
export function verdictOn(
  selector: LabelSelector,
  labels: Labels,
  known: 'all' | 'more',
): boolean | undefined {
  const each = requirementsOf(selector).map((requirement) =>
    known === 'more' && !Object.hasOwn(labels, requirement.key) ? undefined : meets(requirement, labels),
  );
  if (each.includes(false)) return false;
  return each.includes(undefined) ? undefined : true;
}

/** A selection as text, as kubectl writes selectors. */
export function describeSelection(selection: Selection): string {
  if (typeof selection === 'string') return selection;
  return requirementsOf(selection).map(describeRequirement).join(', ');
}

/**
 * The selection that a value of the chart means. A map without requirements selects everything; what is none of the
 * known forms, or holds a Helm template, is unknown.
 */
export function readSelector(value: PlainValue): Selection {
  // whether a null removes its key or stays depends on the version of Helm
  if (!isMap(value) || Object.values(value).includes(null) || JSON.stringify(value).includes('{{'))
    return 'unknown';
  const labels = Object.entries(isMap(value['matchLabels']) ? value['matchLabels'] : {});
  const texts = labels.filter((label): label is [string, string] => typeof label[1] === 'string');
  const given = value['matchExpressions'] ?? [];
  const expressions = Array.isArray(given) ? given.map(readRequirement) : [undefined];
  const matchExpressions = expressions.filter((each) => each !== undefined);
  const legal = texts.length === labels.length && !expressions.includes(undefined);
  if (!legal || !isMap(value['matchLabels'] ?? {})) return 'unknown';
  if (labels.length + expressions.length === 0) return 'everything'; // the API server drops keys it does not know
  return { matchLabels: Object.fromEntries(texts), matchExpressions };
}

function readRequirement(value: PlainValue): Requirement | undefined {
  if (!isMap(value)) return undefined;
  const { key, values = [] } = value;
  const operator = operators.find((each) => each === value['operator']);
  if (typeof key !== 'string' || operator === undefined || !Array.isArray(values)) return undefined;
  const texts = values.filter((each) => typeof each === 'string');
  const takesValues = operator === 'In' || operator === 'NotIn';
  // the API server refuses `In` without values and `Exists` with them
  if (texts.length !== values.length || texts.length > 0 !== takesValues) return undefined;
  return { key, operator, values: texts };
}

function describeRequirement({ key, operator, values }: Requirement): string {
  const [first, ...more] = values;
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  if (operator === 'In' && first !== undefined && more.length === 0) return `${key}=${first}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(', ')})`;
}
