import { formatDuration, parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { LabelDomains } from '../contract/domain';
import type { DeclaredMetric, MetricDeclaration } from '../contract/metric';
import { targetLabels, type TargetLabel } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import type { Matcher, VectorSelector } from './ast';
import type { Flow, Kind } from './flow';
import { closed, type LabelSet } from './labels';
import { matchersOf, type Matchable, type Matches, type NotEmpty } from './match';
import { range, vector, type Range, type Vector } from './vector';

/**
 * A metric, and a selector of its series: an instant vector by itself, narrowed by `where`, moved by `offset`, and a
 * range vector by `over`.
 *
 * @typeParam D its labels with their domains
 * @typeParam K counter, gauge or buckets
 * @typeParam T the labels that its target adds
 */
export interface Metric<D, K extends Kind = Kind, T extends string = TargetLabel>
  extends Vector<(keyof D & string) | T, K>, DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /**
   * Only the series that match. Called twice, both have to match.
   *
   * @example
   * requests.where({ status: /5../, method: { not: 'GET' } })
   */
  where<P extends keyof Matches<D, T>>(matches: Pick<Matches<D, T>, P> & NotEmpty<P>): Metric<D, K, T>;

  /** The value so long ago. */
  offset(ago: Duration): Metric<D, K, T>;

  /** The samples of a window up to now. */
  over(window: Duration): Range<(keyof D & string) | T, K>;
}

/** The labels of a metric that the service exposes: its own, and those of the target. */
export function ownLabels(declaration: MetricDeclaration): LabelSet {
  return closed([...Object.keys(declaration.labels), ...targetLabels]);
}

/** What `where` and `offset` have added to a selector. */
export interface Narrowed {
  readonly matchers: readonly Matcher[];
  readonly problems: readonly Problem[];
  readonly offset?: number;
}

/** A metric as a selector. The labels and the kind of its type are those given as values. */
export function metric<D, K extends Kind, T extends string>(
  declaration: MetricDeclaration,
  name: string,
  kind: K,
  labels: LabelSet,
  domains: LabelDomains,
  narrowed: Narrowed = { matchers: [], problems: [] },
): Metric<D, K, T> {
  const { matchers, problems, offset = 0 } = narrowed;
  const scope =
    declaration.origin !== 'external' ? 'target' : labels.names.has('namespace') ? 'namespace' : 'global';
  const selector: VectorSelector = { type: 'selector', name, matchers, offset, scope };
  const flow: Flow = { shape: 'instant vector', kind, labels };
  const narrow = (more: Partial<Narrowed>): Metric<D, K, T> =>
    metric(declaration, name, kind, labels, domains, { ...narrowed, ...more });
  const matchable: Matchable = { name, labels, domains };
  return {
    ...vector<(keyof D & string) | T, K>(selector, flow, problems),
    declaration,
    where: (matches) => {
      const added = matchersOf(matchable, matches);
      return narrow({
        matchers: [...matchers, ...added.matchers],
        problems: [...problems, ...added.problems],
      });
    },
    offset: (ago) => {
      const read = readDuration(ago, 'offset', name);
      return narrow({ offset: read.milliseconds, problems: [...problems, ...read.problems] });
    },
    over: (window) => {
      const read = readDuration(window, 'window', name);
      return range(
        { type: 'range', selector, window: read.milliseconds },
        { ...flow, shape: 'range vector' },
        [...problems, ...read.problems],
      );
    },
  };
}

function readDuration(
  text: unknown,
  what: string,
  metricName: string,
): { readonly milliseconds: number; readonly problems: readonly Problem[] } {
  const milliseconds = typeof text === 'string' ? parseDuration(text) : undefined;
  if (milliseconds !== undefined && milliseconds > 0) return { milliseconds, problems: [] };
  return {
    milliseconds: 1,
    problems: [
      error('PQL002', `${what} (${describe(text)}) of '${metricName}' must be a duration longer than 0`, {
        fix: `write a number and a unit, such as '${formatDuration(300_000)}'`,
      }),
    ],
  };
}
