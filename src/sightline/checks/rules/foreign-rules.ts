import { groupBy } from '../../problem/group-by';
import { seriesNames } from '../../contract/series-names';
import { targetKey } from '../../contract/target-labels';
import { defined } from '../../problem/defined';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../problem/problem';
import {
  eitherMetric,
  knownMetrics,
  nothingKnown,
  type KnownMetric,
  type KnownMetricMap,
} from '../../promql/flow/known-metrics';
import { packedMetrics } from '../../promql/flow/packed-metrics';
import { nearNames } from '../../rules/check-near-names';
import { fileRuleChecker, type FileWorld } from '../../rules/file-rules';
import { foreignPrometheusSeries } from '../../rules/prometheus-series';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, type StackFacts, stacksOf, type World } from '../world';
import { finalGroups, placedRules } from './final-groups';

/**
 * Rules of a PrometheusRule that a user writes by hand, over what is known: what the services of the program expose and record, what
 * Prometheus writes itself, and what the packs say that others expose. All else is open: a metric that nobody declared may be anybody's.
 */
export const foreignRulesCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const foreign = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').filter(
      (object) => !isAsWritten(object),
    );
    if (foreign.length === 0) return [];
    const known = knownToAll(world);
    // rules read what those of other objects record, where one Prometheus evaluates them
    return [...byStack(foreign, world)].flatMap(([stack, objects]) =>
      checkObjects(objects, known, stack ?? unboundPrometheus(world)),
    );
  },
};

/** What is known of series where nobody says which target an expression is about. */
type KnownToAll = Pick<FileWorld, 'metrics' | 'near' | 'scrapeIntervalOf' | 'isClosed'>;

/**
 * {@link KnownToAll} of a world.
 *
 * @param recorded names that rules of others record, where misspellings of them are looked for, too
 */
function knownToAll(world: World, recorded: readonly string[] = []): KnownToAll {
  const metrics = knownIn(world);
  const { exposed = nothingKnown, cluster } = world;
  const intervals = scrapeIntervals(world);
  return {
    metrics,
    near: nearNames([...ownNames(metrics), ...exposed.keys(), ...recorded], nativesIn(metrics)),
    isClosed: cluster?.isClosed === true && exposed.size > 0,
    scrapeIntervalOf: (name) => intervals.get(name),
  };
}

/** Finds what is wrong with queries of dashboards, over all that is known and all that the rules record. */
export function queryChecker(world: World): (query: string) => readonly Problem[] {
  const recordings = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap((object) =>
    finalGroups(object).flatMap(({ rules = [] }) => rules.filter(({ record }) => record !== undefined)),
  );
  const [only, ...others] = world.stacks;
  const { dialect = {} } = others.length === 0 && only !== undefined ? only : unboundPrometheus(world);
  const names = recordings.flatMap(({ record = '' }) => (record === '' ? [] : [record]));
  const problemsOf = fileRuleChecker(recordings, { ...knownToAll(world, names), dialect });
  // panels of one dashboard, and copies of it, ask the same
  const found = new Map<string, readonly Problem[]>();
  return (query) => {
    const before = found.get(query);
    const problems = before ?? problemsOf({ expr: query });
    if (before === undefined) found.set(query, problems);
    return problems;
  };
}

/** Objects by the stack whose Prometheus evaluates them; of several nobody knows which one will. */
function byStack(
  objects: readonly FinalObject[],
  world: World,
): ReadonlyMap<StackFacts | undefined, readonly FinalObject[]> {
  return groupBy(objects, (object) => {
    const stacks = stacksOf(world, object);
    return [stacks.length === 1 ? stacks[0] : undefined];
  });
}

/** What is known of the Prometheus that evaluates rules which are bound to no stack. */
function unboundPrometheus({ prometheuses = [] }: World): Partial<Pick<StackFacts, 'dialect'>> {
  const [only, ...others] = prometheuses.filter(({ selection }) => selection.PrometheusRule !== undefined);
  return defined({ dialect: others.length === 0 ? only?.dialect : undefined });
}

function ownNames(known: KnownMetricMap): readonly string[] {
  return [...known].flatMap(([name, { own }]) => (own === true ? [name] : []));
}

/** The names of native histograms that a service exposes, and no rule records. */
function nativesIn(known: KnownMetricMap): ReadonlySet<string> {
  return new Set(
    [...known].flatMap(([name, { kind, own, totals }]) =>
      kind === 'histogram' && own === true && totals === undefined ? [name] : [],
    ),
  );
}

/** Whether the rules are those of the program: if they are about a target, they are judged as such. */
function isAsWritten(object: FinalObject): boolean {
  const { rules } = object;
  return (
    rules !== undefined &&
    (rules.bound !== undefined || isDeepStrictEqual(finalGroups(object), rules.written))
  );
}

function checkObjects(
  objects: readonly FinalObject[],
  known: KnownToAll,
  { dialect = {}, retention }: Partial<Pick<StackFacts, 'dialect' | 'retention'>>,
): Problem[] {
  const placed = objects.flatMap(placedRules);
  const problemsOf = fileRuleChecker(
    placed.map(({ rule }) => rule),
    { ...known, dialect, ...defined({ retention }) },
  );
  return placed.flatMap(({ rule, object, path }) =>
    problemsOf(rule).map((problem) => ({
      ...problem,
      object: referenceOf(object),
      path: problem.path === undefined ? path : `${path}.${problem.path}`,
    })),
  );
}

/** How often what services expose is scraped, as far as their rules say; the most seldom, where several expose it. */
function scrapeIntervals({ services, rules }: World): ReadonlyMap<string, number> {
  const byTarget = new Map(
    rules.flatMap(({ bound }) =>
      bound === undefined ? [] : [[targetKey(bound.binding.target), bound.binding.scrapeInterval]],
    ),
  );
  const byName = new Map<string, number>();
  for (const { target, contract } of services) {
    const interval = byTarget.get(targetKey(target));
    if (interval === undefined) continue;
    for (const name of contract.metrics.flatMap(seriesNames))
      byName.set(name, Math.max(interval, byName.get(name) ?? 0));
  }
  return byName;
}

/** What is known of series by their names alone: rules of a user's own are about any target. */
function knownIn({ services, rules, exposed = nothingKnown }: World): KnownMetricMap {
  const known = new Map<string, KnownMetric>([...foreignPrometheusSeries, ...exposed]);
  const all = [
    ...services.map(({ contract }) => knownMetrics(contract.metrics)),
    ...rules.map(({ recorded }) => recorded()),
  ];
  for (const [name, metric] of all.flatMap((each) => [...each])) {
    const before = known.get(name);
    known.set(name, before === undefined ? metric : eitherMetric(before, metric));
  }
  // what somebody here declares is known better than what the documentation of others says of the name
  return new Map([...packedMetrics(), ...known]);
}
