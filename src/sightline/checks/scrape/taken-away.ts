import { groupBy } from '../../problem/group-by';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { parse } from '../../promql/parse/parse';
import type { VectorSelector } from '../../promql/syntax/ast';
import { seriesName } from '../../promql/syntax/series-name';
import { selectorsIn } from '../../promql/syntax/walk';
import type { JobPath, ScrapePath } from '../../scrape/path/scrape-path';
import { seriesLabels } from '../../scrape/path/series-labels';
import type { RelabelRule } from '../../scrape/relabel/relabel-rule';
import type { Check } from '../check';
import { finalGroups } from '../rules/final-groups';
import { objectsOf, type World } from '../world';
import { endpointField, objectsByReference } from './endpoint-path';
import { aboutNames } from './lost-series';

/** A job that scrapes something, and where its endpoint stands. */
interface KnownJob {
  readonly monitor: string;
  readonly index: number;
  readonly job: JobPath;
  readonly target: JobPath['targets'][number];

  /** Its rules of relabelling whose effect the name of a series decides, and those of them that drop by it. */
  readonly rules: readonly RelabelRule[];
  readonly drops: readonly RelabelRule[];
}

/** The jobs that are known, and of those that drop the same series the first. */
interface KnownJobs {
  readonly all: readonly KnownJob[];
  readonly byName: ReadonlyMap<string | undefined, readonly KnownJob[]>;
  readonly droppers: readonly KnownJob[];
}

/**
 * Series that a rule by hand reads, and that `metricRelabelings` take away: of the job that it names, or of every job that is known, where one of them
 * drops the series by its name.
 *
 * @param paths the paths of all monitors
 */
export function takenAwayCheck(paths: readonly ScrapePath[]): Check {
  const known = paths.flatMap(({ object: monitor, jobs }): KnownJob[] =>
    jobs.flatMap((job, index) => {
      const target = job.targets.find(({ kept }) => kept === true);
      if (target === undefined) return [];
      const rules = aboutNames(job.metricRules);
      const drops = aboutNames(job.metricRules.filter(({ action }) => action === 'drop'));
      return [{ monitor, index, job, target, rules, drops }];
    }),
  );
  const isChanging = known.some(({ job }) => job.metricRules.length > 0);
  return { layer: 'scrape', run: (world) => (isChanging ? takenAway(world, jobsBy(known)) : []) };
}

function jobsBy(all: readonly KnownJob[]): KnownJobs {
  const dropping = all.filter(({ drops }) => drops.length > 0);
  // what is dropped by its name goes by the rules alone
  const byDrops = groupBy(dropping, ({ drops }) => [JSON.stringify(drops.map(({ config }) => config))]);
  return {
    all,
    byName: groupBy(all, ({ target }) => [target.labels['job']]),
    droppers: [...byDrops.values()].flatMap(([first]) => first ?? []),
  };
}

function takenAway(world: World, known: KnownJobs): Problem[] {
  const objects = objectsByReference(world);
  const told = new Map<string, Problem>();
  const all = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap(finalGroups);
  const recorded = new Set(all.flatMap(({ rules = [] }) => rules.flatMap(({ record }) => record ?? [])));
  for (const { name: group, rules = [] } of all)
    for (const { expr, alert, record } of rules)
      for (const selector of selectorsOf(String(expr))) {
        const lost = isScraped(selector, recorded) ? lostTo(selector, known) : undefined;
        if (lost === undefined || told.has(lost.key)) continue;
        const { monitor, index, what, isCertain } = lost;
        const message = `'${monitor}' takes away ${what}, and rule '${alert ?? record ?? ''}' of group '${group}' reads it`;
        const details = {
          object: monitor,
          path: `${objects.get(monitor)?.path ?? ''} ${endpointField(monitor, index)}.metricRelabelings`,
          fix: 'leave the rule of relabelling out, or read what it leaves',
        };
        // what stands beside an 'or' may be meant for others
        const tell = isCertain && !/\bor\b/i.test(String(expr)) ? error : warning;
        told.set(lost.key, tell('SEL016', message, details));
      }
  return [...told.values()];
}

/** Whether what a selector reads is on a page: Prometheus adds some series itself, and rules record others. */
function isScraped(selector: VectorSelector, recorded: ReadonlySet<string>): boolean {
  const name = seriesName(selector);
  return !/^(?:$|up$|scrape_|ALERTS)|:/.test(name) && !recorded.has(name);
}

function selectorsOf(text: string): readonly VectorSelector[] {
  const { node } = parse(text);
  return node === undefined ? [] : selectorsIn(node);
}

/** What is lost of what a selector reads, and by which endpoint. */
interface Lost {
  readonly key: string;
  readonly monitor: string;
  readonly index: number;

  /** The series, or a label of it. */
  readonly what: string;

  /** Whether the selector names the job. */
  readonly isCertain: boolean;
}

function lostTo(selector: VectorSelector, { all, byName, droppers }: KnownJobs): Lost | undefined {
  const name = seriesName(selector);
  const texts = selector.matchers.filter(({ operator, value }) => operator === '=' && value !== '');
  const wanted = texts.find(({ label }) => label === 'job')?.value;
  const jobs = wanted === undefined ? all : (byName.get(wanted) ?? []);
  const lostBy = ({ job, target, rules }: KnownJob): string | undefined => {
    const own = texts.filter(({ label }) => label !== '__name__' && target.labels[label] === undefined);
    const sample = { __name__: name, ...Object.fromEntries(own.map(({ label, value }) => [label, value])) };
    const left = seriesLabels({ job: job.job, metricRules: rules }, target, sample);
    if (left === undefined) return `'${name}'`;
    const label =
      wanted === undefined ? undefined : own.find((each) => left[each.label] === undefined)?.label;
    return label === undefined ? undefined : `the label '${label}' of '${name}'`;
  };
  const isDropped = (each: KnownJob): boolean => lostBy({ ...each, rules: each.drops }) !== undefined;
  const first = wanted === undefined ? droppers.find(isDropped) : jobs[0];
  const what = first && lostBy(first);
  if (first === undefined || what === undefined || !jobs.every((each) => lostBy(each) !== undefined))
    return undefined;
  const { monitor, index } = first;
  return {
    key: JSON.stringify([monitor, index, what]),
    monitor,
    index,
    what,
    isCertain: wanted !== undefined,
  };
}
