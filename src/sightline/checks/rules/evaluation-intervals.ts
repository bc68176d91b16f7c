import { formatDuration, parseDuration } from '../../contract/duration';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { settingsReader } from '../../scrape/settings/chart-values';
import { parse } from '../../promql/parse/parse';
import { seriesName } from '../../promql/syntax/series-name';
import { nodesIn } from '../../promql/syntax/walk';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, stacksOf, type World } from '../world';
import { finalGroups } from './final-groups';

/** For how long a sample counts, unless the Prometheus says otherwise. */
const defaultLookback = 5 * 60_000;

/**
 * Groups that record less often than a sample counts, where a rule reads what they record as it is, and not over a window: it is not there between two
 * evaluations, and what reads it comes and goes.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export const evaluationIntervalsCheck: Check = {
  layer: 'rules',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap((object) => inObject(object, world)),
};

function inObject(object: FinalObject, world: World): Problem[] {
  const [stack] = stacksOf(world, object);
  const settings = stack === undefined ? undefined : settingsReader(stack.values);
  const read = settings?.text('evaluationInterval');
  const usual = read !== undefined && 'value' in read ? read.value : undefined;
  const query = settings?.map('query');
  const looked = query !== undefined && 'value' in query ? query.value?.['lookbackDelta'] : undefined;
  const lookback = (typeof looked === 'string' ? parseDuration(looked) : undefined) ?? defaultLookback;
  return finalGroups(object).flatMap(({ name, interval = usual, rules = [] }, index) => {
    const length = interval === undefined ? undefined : parseDuration(interval);
    if (length === undefined || length <= lookback) return [];
    const [read] = rules.flatMap(({ record }) => {
      const reader = record === undefined ? undefined : readerOf(record, world);
      return record === undefined || reader === undefined ? [] : [{ record, reader }];
    });
    if (read === undefined) return [];
    const every = formatDuration(length);
    const message = `group '${name}' is evaluated every ${every}, and a sample counts for ${formatDuration(lookback)}: '${read.record}', which '${read.reader}' reads, is not there in between`;
    return [
      warning('RNG303', message, {
        object: referenceOf(object),
        path: `${object.path} spec.groups[${index}]`,
        fix: `evaluate it at least every ${formatDuration(lookback)}, or read what it records by last_over_time(…[${every}])`,
      }),
    ];
  });
}

/** The name of a rule that reads a series as it is now. In a group that records it, it does so right after. */
function readerOf(series: string, world: World): string | undefined {
  const rules = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
    .flatMap(finalGroups)
    .filter(({ rules = [] }) => !rules.some(({ record }) => record === series))
    .flatMap((group) => group.rules ?? []);
  const reader = rules.find(({ expr }) => {
    const text = String(expr);
    const root = text.includes(series) ? parse(text).node : undefined;
    return (
      root !== undefined &&
      nodesIn(root).some((node) => node.type === 'selector' && seriesName(node) === series)
    );
  });
  return reader?.alert ?? reader?.record;
}
