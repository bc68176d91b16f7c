import type { EntrySample } from './page-entry';
import type { PageSyntax } from './page-syntax';
import { cut } from './read-labels';

const plainMetric = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const plainLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * The labels of a sample as Prometheus stores them: one that is empty is none. Or why it refuses them, and with them the page.
 *
 * @param syntax whether names may have any characters
 */
export function labelsOf(
  { name, labels }: EntrySample,
  { anyNames }: PageSyntax,
): { readonly labels: Readonly<Record<string, string>> } | { readonly why: string } {
  if (name === '') return { why: 'the name of the metric is empty' };
  if (!anyNames && !plainMetric.test(name)) return { why: `'${cut(name)}' is no name of a metric` };
  const empty = new Set(labels.flatMap(([label, value]) => (value === '' ? [label] : [])));
  const stored = new Map<string, string>();
  for (const [label, value] of labels) {
    if (label === '__name__') return { why: "label '__name__' is there beside the name" };
    if (empty.has(label)) continue;
    if (label === '') return { why: 'a label has an empty name' };
    if (!anyNames && !plainLabel.test(label)) return { why: `'${cut(label)}' is no name of a label` };
    if (stored.has(label)) return { why: `label '${cut(label)}' is there twice` };
    stored.set(label, value);
  }
  return { labels: Object.fromEntries(stored) };
}
