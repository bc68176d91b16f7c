import { defined } from '../problem/defined';
import type { LeftValues } from '../promql/check/left-values';
import type { Flow } from '../promql/flow/flow';
import { eitherMetric, recordedMetric, type KnownMetric } from '../promql/flow/known-metrics';
import type { Node } from '../promql/syntax/ast';

/** What is known of a rule that was checked. */
export interface Chained {
  readonly flow: Flow;

  /** @default - its expression can't be read */
  readonly node?: Node;

  /**
   * Works out the values of labels that are left of what it reads: it is asked for by rules that read its record. Undefined where they are unknown.
   *
   * @default - unknown
   */
  readonly left?: () => LeftValues | undefined;
}

/** A rule that records a series. */
interface Recorded {
  readonly record?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How the rules of a chain are checked. */
export interface ChainOptions<R, C> {
  /** All of them. */
  readonly rules: readonly R[];

  /** Checks one of them, with what is known of the series that the others record. */
  readonly check: (rule: R, recordedBy: (name: string) => KnownMetric | undefined) => C;

  /** The labels of every recorded series beside those of its rule. */
  readonly identity: Readonly<Record<string, string>>;
}

/**
 * Checks each of some rules once, when it is asked for, after those whose series it reads: what they record is known by then, through any number of
 * them.
 */
export function recordChain<R extends Recorded | { readonly alert: string }, C extends Chained>({
  rules,
  check,
  identity,
}: ChainOptions<R, C>): (rule: R) => C {
  const recordings = recordingsByName(rules);
  const done = new Map<R, C>();
  const recorded = new Map<string, KnownMetric | undefined>();
  const recordedBy = (name: string): KnownMetric | undefined => {
    const found = recordings.get(name);
    if (found === undefined || recorded.has(name)) return recorded.get(name);
    // a rule that reads its own result knows nothing of it
    recorded.set(name, undefined);
    const all = found.map(({ rule, labels }) => {
      const { flow, node, left } = checked(rule);
      const written = { ...identity, ...labels };
      // of several nothing would be kept
      const isOnly = found.length === 1;
      const metric = recordedMetric(flow, written, isOnly ? node : undefined);
      const values = isOnly ? left?.() : undefined;
      return values === undefined ? metric : { ...metric, ...leftBeside(values, written) };
    });
    const known = all.reduce(eitherMetric);
    recorded.set(name, known);
    return known;
  };
  const checked = (rule: R): C => {
    const before = done.get(rule);
    if (before !== undefined) return before;
    const result = check(rule, recordedBy);
    done.set(rule, result);
    return result;
  };
  return checked;
}

/** What the labels of a rule do not overwrite. */
function leftBeside({ domains, buckets }: LeftValues, written: Readonly<Record<string, string>>): LeftValues {
  const kept = Object.entries(domains ?? {}).filter(([label]) => !Object.hasOwn(written, label));
  return { domains: Object.fromEntries(kept), ...defined({ buckets }) };
}

interface Recording<R> {
  readonly rule: R;
  readonly labels: Readonly<Record<string, string>>;
}

function recordingsByName<R extends Recorded | { readonly alert: string }>(
  rules: readonly R[],
): ReadonlyMap<string, readonly Recording<R>[]> {
  const byName = new Map<string, Recording<R>[]>();
  for (const rule of rules) {
    if (!('record' in rule) || rule.record === undefined) continue;
    const recording = { rule, labels: rule.labels ?? {} };
    const others = byName.get(rule.record);
    if (others === undefined) byName.set(rule.record, [recording]);
    else others.push(recording);
  }
  return byName;
}
