import { defined } from '../../problem/defined';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../problem/problem';
import {
  eitherMetric,
  knownMetrics,
  type KnownMetric,
  type KnownMetricMap,
} from '../../promql/flow/known-metrics';
import { fileRuleChecker } from '../../rules/file-rules';
import { foreignPrometheusSeries } from '../../rules/prometheus-series';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, type StackFacts, stacksOf, type World } from '../world';
import { finalGroups, placeOf } from './final-groups';

/**
 * Rules of a PrometheusRule that a user writes by hand, over what is known: what the services of the program expose and record, and what
 * Prometheus writes itself. All else is open: a metric that nobody declared may be anybody's.
 */
export const foreignRulesCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const foreign = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').filter(
      (object) => !isAsWritten(object),
    );
    if (foreign.length === 0) return [];
    const known = knownIn(world);
    return foreign.flatMap((object) => {
      const stacks = stacksOf(world, object);
      // of several nobody knows which one will evaluate them
      return checkObject(object, known, stacks.length === 1 ? stacks[0] : undefined);
    });
  },
};

/** Whether the rules are those of the program: if they are about a target, they are judged as such. */
function isAsWritten(object: FinalObject): boolean {
  const { rules } = object;
  return (
    rules !== undefined &&
    (rules.bound !== undefined || isDeepStrictEqual(finalGroups(object), rules.written))
  );
}

function checkObject(object: FinalObject, metrics: KnownMetricMap, stack: StackFacts | undefined): Problem[] {
  const { dialect = {}, retention } = stack ?? {};
  const groups = finalGroups(object);
  const problemsOf = fileRuleChecker(
    groups.flatMap(({ rules = [] }) => rules),
    { metrics, dialect, ...defined({ retention }) },
  );
  return groups.flatMap(({ rules = [] }, group) =>
    rules.flatMap((rule, index) =>
      problemsOf(rule).map((problem) => ({
        ...problem,
        object: referenceOf(object),
        path: placeOf(object, group, index),
      })),
    ),
  );
}

/** What is known of series by their names alone: rules of a user's own are about any target. */
function knownIn({ services, rules }: World): KnownMetricMap {
  const known = new Map<string, KnownMetric>(foreignPrometheusSeries);
  const all = [
    ...services.map(({ contract }) => knownMetrics(contract.metrics)),
    ...rules.map(({ recorded }) => recorded()),
  ];
  for (const [name, metric] of all.flatMap((each) => [...each])) {
    const before = known.get(name);
    known.set(name, before === undefined ? metric : eitherMetric(before, metric));
  }
  return known;
}
