import { packOf } from '../packs/pack-of';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { allPlaced, inText } from '../promql/check/found';
import type { KnownMetricMap } from '../promql/flow/known-metrics';
import type { Node, VectorSelector } from '../promql/syntax/ast';
import { seriesName } from '../promql/syntax/series-name';
import { selectorOf } from '../promql/syntax/walk';
import { printLine } from '../promql/print/print';
import { prometheusSeries } from './prometheus-series';
import type { RecordingRule } from './rule';

/** A series that a rule records. */
export interface RecordedSeries {
  readonly record: string;

  /** The labels that recording sets, beside the identity of the target. */
  readonly labels: Readonly<Record<string, string>>;

  /** The name of the group of its rule. */
  readonly group: string;

  /** The place of its rule in the group, from 0 on. */
  readonly place: number;
}

/** Where the series of one target come from. */
export interface Sources {
  /** What is recorded about the target. */
  readonly recorded: readonly RecordedSeries[];

  /**
   * The series that the service exposes.
   *
   * @default - unknown, and nothing is held against a name
   */
  readonly exposed?: ReadonlySet<string>;

  /** The names of both. */
  readonly own: ReadonlySet<string>;
}

/**
 * Series that nothing writes, or that are nobody's business here: the rule would be empty for ever, or about the whole cluster, and say nothing.
 * Within a group, rules are evaluated in order, so one that reads what a later one records is an interval late.
 *
 * @param stated what the author of the rule says of the metrics that it reads
 * @param rule where the expression stands
 */
export function checkSources(
  nodes: readonly Node[],
  stated: KnownMetricMap,
  rule: Pick<RecordedSeries, 'group' | 'place'> & Pick<RecordingRule, 'remembered'>,
  sources: Sources,
): Problem[] {
  return nodes
    .flatMap(selectorOf)
    .flatMap((selector) =>
      allPlaced(selector, sourceProblems(selector, stated, rule, sources)).map((problem) => inText(problem)),
    );
}

function sourceProblems(
  selector: VectorSelector,
  stated: KnownMetricMap,
  rule: Pick<RecordedSeries, 'group' | 'place'> & Pick<RecordingRule, 'remembered'>,
  sources: Sources,
): Problem[] {
  const { scope } = selector;
  const name = seriesName(selector);
  if (scope === 'global')
    return prometheusSeries.has(name) || stated.has(name) ? [] : undeclared(name, sources);
  if (scope !== 'target' || prometheusSeries.has(name)) return [];
  if (!name.includes(':'))
    return sources.exposed === undefined || sources.exposed.has(name)
      ? []
      : [notExposed(name, sources.exposed)];
  const homes = sources.recorded.filter((series) => series.record === name && meets(series, selector));
  if (homes.length === 0) {
    return [
      error('REC502', `'${named(selector)}' is recorded by no rule of this service`, {
        fix: 'add its rule to a group of the service',
      }),
    ];
  }
  if (homes.some(({ group, place }) => group !== rule.group || place < rule.place)) return [];
  if (rule.remembered?.includes(name)) return [];
  return [
    homes.some(({ place }) => place === rule.place)
      ? error('REC511', `'${name}' is recorded by the rule that reads it`, {
          fix: "read another series; or name it in 'remembered' if the value of the evaluation before is meant",
        })
      : error('REC511', `'${name}' is recorded later in the same group`, {
          fix: "move its rule before this one; or name it in 'remembered' if the value of the evaluation before is meant",
        }),
  ];
}

/** A series that nobody has said anything of: it would be read from the whole cluster, and the result labelled as this service's. */
function undeclared(name: string, { own, exposed }: Sources): Problem[] {
  if (name === '') return [];
  const meant = nearest(name, own);
  if (exposed === undefined) {
    const message = `'${name}' is of no metric of the service, and nearly the name of one`;
    return meant === undefined ? [] : [warning('TYP101', message, { fix: `did you mean '${meant}'?` })];
  }
  const fix = meant === undefined ? undefined : `did you mean '${meant}'?`;
  if (name.includes(':')) {
    const other =
      "add its rule to a group of the service, or name it in 'global' of promql() if something else records it";
    return [error('REC502', `'${name}' is recorded by no rule of this service`, { fix: fix ?? other })];
  }
  const message = `'${name}' is of no metric in the contract of the service, so it is read from the whole cluster, and the result is labelled as this service's`;
  const other =
    "declare it, in the contract's 'metrics' or by external(…) in 'metrics' of promql(), or name it in 'global' of promql() if it is meant as it is written";
  return [error('TYP101', message, { fix: packedFix(name) ?? fix ?? other })];
}

/** How a metric is declared that a pack has. */
function packedFix(name: string): string | undefined {
  const packed = packOf(name);
  if (packed === undefined) return undefined;
  return packed.origin === 'own'
    ? `declare it, by ${packed.written} in the contract's 'metrics'`
    : `name ${packed.written} in 'metrics' of promql(), or '${name}' in 'global' if it is meant as it is written`;
}

/** A selector without the labels that every series of the service has. */
function named(selector: VectorSelector): string {
  const own = selector.matchers.filter(({ label }) => label !== 'namespace' && label !== 'service');
  return printLine({ ...selector, matchers: own });
}

/** Whether a selector can be about a recorded series, by the labels that recording sets. */
function meets({ labels }: RecordedSeries, { matchers }: VectorSelector): boolean {
  return matchers.every(
    ({ label, operator, value }) =>
      operator !== '=' || !Object.hasOwn(labels, label) || labels[label] === value,
  );
}

function notExposed(name: string, exposed: ReadonlySet<string>): Problem {
  const meant = nearest(name, exposed);
  return error('TYP101', `'${name}' is of no metric in the contract of the service`, {
    fix: meant === undefined ? "add the metric to the contract's 'metrics'" : `did you mean '${meant}'?`,
  });
}
