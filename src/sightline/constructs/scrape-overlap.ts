import type { Construct, IConstruct } from 'constructs';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { report } from './report';

/** A Service and the ServiceMonitor over it, as far as they decide what is scraped. */
export interface ScrapedService {
  readonly name: string;
  readonly namespace: string;

  /** The labels of the Service, which are those that its ServiceMonitor selects. */
  readonly labels: Readonly<Record<string, string>>;

  /** The name of the port that is scraped. */
  readonly port: string;
}

interface Entry extends ScrapedService {
  readonly path: string;
}

/** The scraped services of an app, by namespace and the first of the labels that are selected: two that overlap share it. */
const byRoot = new WeakMap<IConstruct, Map<string, Entry[]>>();

/**
 * Makes a construct report when another ServiceMonitor of the app selects its Service too: the same pods would be scraped twice.
 */
export function reportOverlap(construct: Construct, scraped: ScrapedService): void {
  const { root } = construct.node;
  const entries = byRoot.get(root) ?? new Map<string, Entry[]>();
  byRoot.set(root, entries);
  const [first] = Object.entries(scraped.labels).sort();
  if (first === undefined) return;
  const key = keyOf(scraped.namespace, first);
  entries.set(key, [...(entries.get(key) ?? []), { ...scraped, path: construct.node.path }]);
  report(construct, () => overlaps(construct.node.path, scraped, entries));
}

function overlaps(
  path: string,
  service: ScrapedService,
  entries: ReadonlyMap<string, readonly Entry[]>,
): Problem[] {
  const candidates = Object.entries(service.labels).flatMap(
    (label) => entries.get(keyOf(service.namespace, label)) ?? [],
  );
  return candidates
    .filter(
      (other) =>
        other.path !== path &&
        // the same service twice is another mistake
        other.name !== service.name &&
        other.port === service.port &&
        isWithin(other.labels, service.labels),
    )
    .map((other) =>
      error(
        'SEL011',
        `the ServiceMonitor of '${other.path}' selects this Service too (${printLabels(other.labels)}, port ${other.port}), so its pods would be scraped twice`,
        { path: 'pods.labels', fix: 'give the pods of each service a label that the other does not have' },
      ),
    );
}

function keyOf(namespace: string, [label, value]: readonly [string, string]): string {
  return `${namespace}\n${label}\n${value}`;
}

function isWithin(part: Readonly<Record<string, string>>, whole: Readonly<Record<string, string>>): boolean {
  return Object.entries(part).every(([label, value]) => whole[label] === value);
}

function printLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}
