import type { ObjectiveDeclaration } from '../../../../../../src/sightline/contract/objective';
import type { BoundRule } from '../../../../../../src/sightline/rules/rule';
import { alertStates, type AlertStates } from './alert-states';
import type { Connection } from './connection';
import { nameOf, ruleSet, type TimedGroup } from './rule-set';
import type { Found, Sample, SeriesLabels } from './sample';
import { scraped } from './scrape';
import type { Stream } from './stream';
import { truthOf, type Truth } from './truth';

/** What is played, and how. */
export interface Play {
  readonly stream: Stream;
  readonly objective: ObjectiveDeclaration;

  /** Names of the series and alerts that are looked at. @default - all */
  readonly wanted?: readonly string[];

  /** Shifts the scrapes and the moments of evaluations, in seconds: another replica has others. @default 0 */
  readonly offset?: number;
}

/** One evaluation of a group. */
export interface Evaluation {
  readonly group: string;

  /** In seconds from the start of the stream. */
  readonly at: number;

  /** What each rule recorded. */
  readonly values: ReadonlyMap<string, readonly Found[]>;

  /** The alerts of the group that fire after it. */
  readonly firing: ReadonlySet<string>;
}

/** What came of it. */
export interface Replay {
  readonly truth: Truth;
  readonly evaluations: readonly Evaluation[];
}

/** Monday, 2026-01-05, at midnight: the start of every stream, in seconds since 1970. */
export const epoch = Date.UTC(2026, 0, 5) / 1000;

/** When groups are evaluated within their intervals, in seconds: Prometheus derives it from their names. */
const phases: Readonly<Record<string, number>> = { fast: 13, slow: 17, facts: 29, history: 23 };

/** How many streams were played: each has a namespace of its own, so that one server can hold them all. */
let played = 0;

/**
 * Lets a server live through a stream: samples reach it in the order of time, and each rule is evaluated by its query API at the moments of its
 * group. What it records is written back, with the markers that series have ended. Nothing of PromQL is imitated.
 */
export async function replay(
  server: Connection,
  { stream, objective, wanted, offset = 0 }: Play,
): Promise<Replay> {
  played += 1;
  const namespace = `stream-${played}`;
  const truth = truthOf(stream);
  const samples = scraped(stream, truth, { namespace, epoch, offset });
  const evaluations: Evaluation[] = [];
  const recorders = new Map<BoundRule, Recorder>();
  const alerts = new Map<BoundRule, AlertStates>();
  let next = 0;
  let pending: Sample[] = [];
  for (const { at, group } of moments(ruleSet(namespace, objective, wanted), stream, offset)) {
    for (
      let sample = samples[next];
      sample !== undefined && sample.at <= epoch + at;
      sample = samples[next]
    ) {
      pending.push(sample);
      next += 1;
    }
    const values = new Map<string, readonly Found[]>();
    const firing = new Set<string>();
    for (const level of group.levels) {
      await server.write(pending);
      pending = [];
      const results = await evaluated(server, level, epoch + at);
      level.forEach((rule, index) => {
        const found = results[index] ?? [];
        if ('record' in rule) {
          values.set(rule.record, found);
          pending.push(...known(recorders, rule, () => recorder(rule)).record(found, epoch + at));
          return;
        }
        const states = known(alerts, rule, () => alertStates(rule));
        const active = new Set(found.map(({ labels }) => keyOf(labels)));
        if (states.evaluate(active, at) > 0) firing.add(rule.alert);
      });
    }
    evaluations.push({ group: group.name, at, values, firing });
  }
  return { truth, evaluations };
}

function moments(groups: readonly TimedGroup[], stream: Stream, offset: number) {
  const { seconds, down = () => false, skipped = () => false } = stream;
  const all = groups.flatMap((group) => {
    const { interval, name } = group;
    const first = ((phases[name] ?? 0) + offset) % interval;
    const count = Math.max(0, Math.floor((seconds - first) / interval) + 1);
    return Array.from({ length: count }, (_, index) => ({ at: first + index * interval, group })).filter(
      ({ at }) => !down(at) && !skipped(at, interval),
    );
  });
  return all.sort((a, b) => a.at - b.at);
}

/** The label that tells apart what rules have found that are asked for together. */
const ruleLabel = 'replayed_rule';

async function evaluated(
  server: Connection,
  rules: readonly BoundRule[],
  at: number,
): Promise<readonly (readonly Found[])[]> {
  const marked = rules.map(({ expr }, index) => `label_replace(${expr}, "${ruleLabel}", "${index}", "", "")`);
  const found = await server.ask(marked.join(' or '), at).catch((reason: unknown) => {
    throw new Error(`${rules.map(nameOf).join(', ')} can't be evaluated`, { cause: reason });
  });
  const byRule: Found[][] = rules.map(() => []);
  for (const { labels, value } of found) {
    const { [ruleLabel]: index = '', __name__: _name, ...own } = labels;
    byRule[Number(index)]?.push({ labels: own, value });
  }
  return byRule;
}

interface Recorder {
  record(found: readonly Found[], at: number): readonly Sample[];
}

/** What a rule writes: the values that it has, and a marker for each series that had one before. */
function recorder(rule: Extract<BoundRule, { record: string }>): Recorder {
  const series = new Map<string, SeriesLabels>();
  let before: ReadonlySet<SeriesLabels> = new Set();
  return {
    record: (found, at) => {
      const samples = found.map(({ labels, value }) => {
        const all = { ...labels, ...rule.labels, __name__: rule.record };
        return { labels: known(series, keyOf(all), () => all), at, value };
      });
      const now = new Set<SeriesLabels>(samples.map(({ labels }) => labels));
      const ended = [...before].filter((labels) => !now.has(labels));
      before = now;
      return [...samples, ...ended.map((labels) => ({ labels, at, value: 'stale' as const }))];
    },
  };
}

function keyOf(labels: SeriesLabels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}
