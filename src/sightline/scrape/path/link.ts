import type { Problem } from '../../problem/problem';

/**
 * The links from a monitor to its series, in order. The first one that breaks is the cause; those behind it are not looked at.
 *
 * - `configured`: the operator writes a configuration for the Prometheus at all
 * - `selected`: the Prometheus selects the monitor, by labels and by namespace
 * - `watched`: the operator sees the namespace of the monitor
 * - `accepted`: the operator does not reject the monitor
 * - `loaded`: Prometheus does not refuse the scrape jobs that follow
 * - `discovered`: discovery finds ports of pods
 * - `relabelled`: relabelling leaves targets
 * - `reachable`: no NetworkPolicy shuts Prometheus out
 * - `labelled`: the series get the namespace of what they come from
 * - `once`: no page of a pod is scraped twice
 */
export const linkNames = [
  'configured',
  'selected',
  'watched',
  'accepted',
  'loaded',
  'discovered',
  'relabelled',
  'reachable',
  'labelled',
  'once',
] as const;

/** See {@link linkNames}. */
export type LinkName = (typeof linkNames)[number];

/** A link that holds, whatever the cluster is like. */
export interface ProvenLink {
  readonly state: 'proven';
  readonly name: LinkName;

  /** Why it holds: half a sentence, such as `port 'web' of Service 'shop' leads to container 'api'`. */
  readonly because: string;
}

/** A link that does not hold. */
export interface BrokenLink {
  readonly state: 'broken';
  readonly name: LinkName;

  /** What one side asks for: `port 'web'`. */
  readonly wanted: string;

  /** What the other side has: `Service/retail/shop with the port 'http'`. */
  readonly found: string;

  /**
   * What would have matched, and is the most like what was asked for.
   *
   * @default - nothing is like it
   */
  readonly nearest?: string;

  /** What a user is told: one problem, or as many as an object has that is rejected. */
  readonly problems: readonly [Problem, ...Problem[]];
}

/** A link that only something unknown decides. It is no mistake. */
export interface UndecidedLink {
  readonly state: 'undecided';
  readonly name: LinkName;

  /** What would decide it: `the pods with the labels app=shop`. */
  readonly missing: readonly [string, ...string[]];
}

/** One link of the path. */
export type Link = ProvenLink | BrokenLink | UndecidedLink;

/**
 * The link that problems break.
 *
 * @param sides what is asked for, and what there is
 * @returns undefined where there are none
 */
export function brokenBy(
  problems: readonly Problem[],
  sides: Pick<BrokenLink, 'name' | 'wanted' | 'found'>,
): BrokenLink | undefined {
  const [first, ...more] = problems;
  return first === undefined ? undefined : { state: 'broken', ...sides, problems: [first, ...more] };
}

/** The link that only these things decide, each told once; undefined where nothing is missing. */
export function undecidedBy(name: LinkName, missing: readonly string[]): UndecidedLink | undefined {
  const [first, ...more] = new Set(missing);
  return first === undefined ? undefined : { state: 'undecided', name, missing: [first, ...more] };
}
