import type { LabelSelector } from './manifests';

/** A label selector in the words of the Kubernetes API, as `kubectl get -l` takes it: by key, values sorted. */
export function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    text: `${key}=${value}`,
  }));
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    const list = `(${[...values].sort().join(',')})`;
    const texts: Readonly<Record<string, string>> = {
      In: `${key} in ${list}`,
      NotIn: `${key} notin ${list}`,
      Exists: key,
      DoesNotExist: `!${key}`,
    };
    return { key, text: texts[operator] ?? '' };
  });
  return [...equal, ...expressions]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',');
}

/** Whether labels are selected by a selector in these words. */
export function selectsLabels(text: string, labels: Readonly<Record<string, string>>): boolean {
  const terms = text.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return terms.every((term) => {
    const [, key = '', operator, list = ''] = /^(\S+) (in|notin) \((.*)\)$/.exec(term) ?? [];
    if (operator !== undefined) {
      const value = labels[key];
      const among = value !== undefined && list.split(',').includes(value);
      return operator === 'in' ? among : !among;
    }
    if (term.startsWith('!')) return !(term.slice(1) in labels);
    const [name = '', ...value] = term.split('=');
    return value.length === 0 ? name in labels : labels[name] === value.join('=');
  });
}
