import type { Exposition, MetricFamily } from '../../exposition/exposition';
import type { MetricsPage } from '../../checks/world';
import { parseExposition } from '../../exposition/parse-exposition';
import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { inFile } from '../../problem/in-file';
import {
  eitherMetric,
  knownMetrics,
  scrapeLabels,
  type KnownMetric,
  type KnownMetricMap,
} from '../../promql/flow/known-metrics';
import { type LabelSet, withAllPerhaps, withMore } from '../../promql/flow/labels';
import { contractOfFile } from '../contract-of-file';
import { readPage, type Page } from '../read-page';
import type { Past } from './git';

/** What metrics pages and contracts say of series, and what is wrong with the pages. */
export interface Exposed {
  readonly metrics: KnownMetricMap;
  readonly pages: readonly MetricsPage[];
  readonly problems: readonly Problem[];
}

/** A metrics page, and what the user calls it. */
export interface NamedPage extends Page {
  readonly source: string;
  readonly exposition: Exposition;
}

/**
 * Reads metrics pages, of files or URLs.
 *
 * @throws CannotRun if one of them can't be read
 */
export async function readPages(sources: readonly string[]): Promise<readonly NamedPage[]> {
  const pages: NamedPage[] = [];
  for (const source of sources) pages.push(namedPage(source, await readPage(source)));
  return pages;
}

/** What stands on a page is read once, for all states in which it is the same. */
export function namedPage(source: string, page: Page): NamedPage {
  return { ...page, source, exposition: parseExposition(page.bytes, page.format) };
}

/** The pages as they were in an earlier state, where files have them. */
export function pagesBefore(past: Past, pages: readonly NamedPage[]): readonly NamedPage[] {
  return pages.flatMap((page) => {
    const blob = past.blobOf(page.source);
    if (blob === undefined) return [page];
    const bytes = blob === null ? undefined : past.read([blob]).get(blob);
    return bytes === undefined ? [] : [namedPage(page.source, { ...page, bytes })];
  });
}

/**
 * What is exposed: what stands on metrics pages, and in contracts that modules export.
 *
 * @throws CannotRun if a contract can't be read
 */
export function exposedBy(
  pages: readonly NamedPage[],
  contracts: readonly string[],
  load: (path: string) => unknown,
): Exposed {
  const metrics = new Map<string, KnownMetric>();
  const problems: Problem[] = [];
  const known: MetricsPage[] = [];
  const add = (name: string, metric: KnownMetric): void => {
    const before = metrics.get(name);
    metrics.set(name, before === undefined ? metric : eitherMetric(before, metric));
  };
  for (const { source, exposition, ...page } of pages) {
    const told = inFile(
      [...page.problems, ...exposition.problems],
      source,
      Buffer.from(page.bytes).toString('utf8'),
    );
    problems.push(...told.slice(page.problems.length));
    known.push({
      source,
      samples: samplesOn(exposition),
      ...defined({ refusal: told.slice(0, page.problems.length)[0] }),
    });
    for (const [name, metric] of seriesOn(exposition)) add(name, metric);
  }
  for (const place of contracts)
    for (const [name, metric] of knownMetrics(contractOfFile(place, load).metrics)) add(name, metric);
  return { metrics, pages: known, problems };
}

/** The labels of the samples of a page, with their names. */
export function samplesOn({ families }: Exposition): MetricsPage['samples'] {
  return families.flatMap(({ samples }) =>
    samples.map(({ name, labels }) => ({ ...labels, __name__: name })),
  );
}

/** The series of a page: their labels are those that are there now, with those that a scrape adds. */
function seriesOn({ families }: Exposition): (readonly [string, KnownMetric])[] {
  return families.flatMap((family) => {
    const labels = new Map<string, Set<string>>();
    for (const { name, labels: own } of family.samples) {
      const known = labels.get(name) ?? new Set<string>();
      for (const label of Object.keys(own)) known.add(label);
      labels.set(name, known);
    }
    return [...labels].map(([name, own]): readonly [string, KnownMetric] => [
      name,
      { kind: kindOf(family, name), labels: storedLabels(own), own: false },
    ]);
  });
}

/** The labels that series have once they are stored: those of the page that the scrape sets, too, may be called `exported_…` then. */
function storedLabels(own: ReadonlySet<string>): LabelSet {
  const both = [...own].filter((label) => scrapeLabels.names.has(label));
  return withAllPerhaps(
    withMore(scrapeLabels, own),
    both.map((label) => `exported_${label}`),
  );
}

function kindOf({ type }: MetricFamily, name: string): KnownMetric['kind'] {
  if (type === 'counter' || type === 'gauge') return type;
  if (type === 'histogram' && name.endsWith('_bucket')) return 'buckets';
  const isTotal = name.endsWith('_sum') || name.endsWith('_count');
  return (type === 'histogram' || type === 'summary') && isTotal ? 'counter' : 'unknown';
}
