import { formatDuration, parseDuration } from '../../contract/duration';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { settingsReader } from '../../scrape/settings/chart-values';
import { parse } from '../../promql/parse/parse';
import { defaultLookback } from '../../rules/check-reach';
import { seriesName } from '../../promql/syntax/series-name';
import { nodesIn } from '../../promql/syntax/walk';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, stacksOf, type World } from '../world';
import { finalGroups, type FinalGroup } from './final-groups';

/**
 * Groups that record less often than a sample counts, where a rule reads what they record as it is, and not over a window: it is not there between two
 * evaluations, and what reads it comes and goes.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export const evaluationIntervalsCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const objects = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule');
    const rare = objects.flatMap((object) => rareIn(object, world));
    if (rare.length === 0) return [];
    const readers = readersOf(new Set(rare.flatMap(({ records }) => records)), objects.flatMap(finalGroups));
    return rare.flatMap((group) => problemOf(group, readers));
  },
};

/** A group that is evaluated less often than a sample counts. */
interface RareGroup {
  readonly object: FinalObject;
  readonly index: number;
  readonly name: string;

  /** What it records. */
  readonly records: readonly string[];

  /** How often it is evaluated, and for how long a sample counts, in milliseconds. */
  readonly every: number;
  readonly lookback: number;
}

function rareIn(object: FinalObject, world: World): RareGroup[] {
  const [stack] = stacksOf(world, object);
  const settings = stack === undefined ? undefined : settingsReader(stack.values);
  const read = settings?.text('evaluationInterval');
  const usual = read !== undefined && 'value' in read ? read.value : undefined;
  const query = settings?.map('query');
  const looked = query !== undefined && 'value' in query ? query.value?.['lookbackDelta'] : undefined;
  const lookback = (typeof looked === 'string' ? parseDuration(looked) : undefined) ?? defaultLookback;
  return finalGroups(object).flatMap(({ name, interval = usual, rules = [] }, index) => {
    const every = interval === undefined ? undefined : parseDuration(interval);
    if (every === undefined || every <= lookback) return [];
    const records = rules.flatMap(({ record }) => record ?? []);
    return [{ object, index, name, records, every, lookback }];
  });
}

function problemOf(
  { object, index, name, records, every, lookback }: RareGroup,
  readers: ReadonlyMap<string, string>,
): Problem[] {
  const record = records.find((each) => readers.has(each));
  if (record === undefined) return [];
  const message = `group '${name}' is evaluated every ${formatDuration(every)}, and a sample counts for ${formatDuration(lookback)}: '${record}', which '${readers.get(record)}' reads, is not there in between`;
  return [
    warning('RNG303', message, {
      object: referenceOf(object),
      path: `${object.path} spec.groups[${index}]`,
      fix: `evaluate it at least every ${formatDuration(lookback)}, or read what it records by last_over_time(…[${formatDuration(every)}])`,
    }),
  ];
}

const plainName = /[a-zA-Z_:][\w:]*/g;

/**
 * The name of the first rule that reads each of some series as it is now. In a group that records it, it does so right after. All rules are looked through once:
 * there may be very many.
 */
function readersOf(wanted: ReadonlySet<string>, groups: readonly FinalGroup[]): ReadonlyMap<string, string> {
  const odd = [...wanted].filter((name) => name.replace(plainName, '') !== '');
  const readers = new Map<string, string>();
  for (const { rules = [] } of groups) {
    const own = new Set(rules.map(({ record }) => record));
    for (const { alert, record, expr } of rules) {
      const text = String(expr);
      const named = [...new Set(text.match(plainName)), ...odd.filter((name) => text.includes(name))];
      const asked = named.filter((name) => wanted.has(name) && !own.has(name) && !readers.has(name));
      const rule = alert ?? record;
      const root = asked.length === 0 ? undefined : parse(text).node;
      if (root === undefined || rule === undefined) continue;
      const read = new Set(nodesIn(root).map((node) => (node.type === 'selector' ? seriesName(node) : '')));
      for (const name of asked) if (read.has(name)) readers.set(name, rule);
    }
  }
  return readers;
}
