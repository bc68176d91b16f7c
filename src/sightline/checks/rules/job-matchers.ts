import { seriesNames } from '../../contract/series-names';
import { targetKey } from '../../contract/target-labels';
import { groupBy } from '../../problem/group-by';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { type FoundProblem, inText, placed } from '../../promql/check/found';
import { parse } from '../../promql/parse/parse';
import type { Matcher } from '../../promql/syntax/ast';
import { seriesName } from '../../promql/syntax/series-name';
import { selectorsIn } from '../../promql/syntax/walk';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { Labels } from '../../scrape/relabel/label-builder';
import type { Check } from '../check';
import { isMap } from '../../problem/read';
import { valueAt } from '../../stack/plain-data';
import { tracedPaths } from '../scrape/scrape-path';
import { objectsOf, referenceOf, type World } from '../world';
import { placedRules } from './final-groups';

/** {@link jobMatchersOf} the paths of a program. */
export const jobMatchersCheck = jobMatchersOf((world) => tracedPaths(world).map(({ path }) => path));

const asksForTargets = /\b(?:job|namespace|service|endpoint|container)"?\s*=/;

/**
 * Matchers of labels of targets in rules by hand that no target has: of `job` nearly that of one, or the name of a monitor, whose job is called like the Service; of other labels
 * nearly those of the targets of a job that the rule names, or of the services that expose what it reads. Where all that there is is known, any other job.
 *
 * @param pathsOf the paths of all monitors, which are asked for where a rule asks for labels of targets
 */
export function jobMatchersOf(pathsOf: (world: World) => readonly ScrapePath[]): Check {
  return {
    layer: 'rules',
    run: (world) => {
      const asking = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
        .filter(({ rules }) => rules?.bound === undefined)
        .flatMap(placedRules)
        .filter(({ rule: { expr } }) => asksForTargets.test(String(expr)));
      if (asking.length === 0) return [];
      const paths = pathsOf(world);
      const targets = knownTargets(paths);
      if (targets.byJob.size === 0) return [];
      const isWhole = paths.every(
        ({ object, links }) => !isMonitor(object) || links.every(({ state }) => state === 'proven'),
      );
      const known = { ...targets, others: writtenJobs(world) };
      const exposers = exposersIn(world, known);
      const isClosed = isWhole && world.cluster?.isClosed === true;
      return asking.flatMap(({ rule, object, path }) =>
        wrongLabels(String(rule.expr), known, exposers, isClosed).map((problem) => ({
          ...problem,
          object: referenceOf(object),
          path,
        })),
      );
    },
  };
}

interface KnownTargets {
  /** The labels of targets, by their job. */
  readonly byJob: ReadonlyMap<string, readonly Labels[]>;

  /** The jobs of monitors, by the names of these, and by what others call them. */
  readonly byMonitor: ReadonlyMap<string, string>;

  /** Jobs of which only the name is known. */
  readonly others: ReadonlySet<string>;
}

/** The jobs that somebody writes for Prometheus itself: in values, or in a Secret. */
function writtenJobs(world: World): ReadonlySet<string> {
  const inValues = world.stacks.map(
    ({ values }) => valueAt(values, ['prometheus', 'prometheusSpec', 'additionalScrapeConfigs']) ?? null,
  );
  const inSecrets = objectsOf(world, '', 'Secret').flatMap(({ manifest: { data, stringData } }) => [
    stringData,
    ...(isMap(data) ? Object.values(data) : []).map((each) =>
      Buffer.from(String(each), 'base64').toString('utf8'),
    ),
  ]);
  const text = JSON.stringify([inValues, inSecrets]).replaceAll('\\"', '"');
  return new Set(
    [...text.matchAll(/job_name["']?: ?["']?([^"'\\,}\n]+)/g)].map(([, job = '']) => job.trim()),
  );
}

function knownTargets(paths: readonly ScrapePath[]): Omit<KnownTargets, 'others'> {
  const byJob = new Map<string, Labels[]>();
  const byMonitor = new Map<string, string>();
  for (const { object, jobs } of paths)
    for (const [labels, pool] of jobs.flatMap(({ job, targets }) =>
      targets.map((target) => [target.labels, job.job_name] as const),
    )) {
      const [, namespace = '', monitor = ''] = object.split('/');
      const job = labels['job'];
      if (job === undefined) continue;
      const others = byJob.get(job);
      if (others === undefined) byJob.set(job, [labels]);
      else others.push(labels);
      for (const name of [monitor, `${namespace}/${monitor}`, pool]) byMonitor.set(name, job);
    }
  return { byJob, byMonitor };
}

/** The labels of the targets that a series comes from, as far as services declare it. */
type Exposers = (series: string) => readonly Labels[];

function exposersIn({ services }: World, { byJob }: KnownTargets): Exposers {
  const targets = groupBy([...byJob.values()].flat(), ({ namespace, service }) => [
    targetKey({ namespace, service }),
  ]);
  const byName = groupBy(services, ({ contract }) => contract.metrics.flatMap(seriesNames));
  return (series) =>
    (byName.get(series) ?? []).flatMap(({ target }) => targets.get(targetKey(target)) ?? [{ ...target }]);
}

function isMonitor(reference: string): boolean {
  return !reference.startsWith('PrometheusRule/');
}

function wrongLabels(text: string, known: KnownTargets, exposers: Exposers, isClosed: boolean): Problem[] {
  const { node: root } = parse(text);
  if (root === undefined) return [];
  return selectorsIn(root).flatMap((selector) => {
    const { matchers } = selector;
    const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
    const name = seriesName(selector);
    const whose =
      job === undefined
        ? { targets: exposers(name), what: `'${name}'` }
        : { targets: known.byJob.get(job) ?? [], what: `the job '${job}'` };
    return matchers.flatMap((matcher) => {
      const problem =
        matcher.label === 'job' ? wrongJob(matcher, known, isClosed) : wrongOther(matcher, whose);
      return problem === undefined ? [] : [inText(placed(matcher, problem), text)];
    });
  });
}

function wrongJob(
  { operator, value }: Matcher,
  known: KnownTargets,
  isClosed: boolean,
): FoundProblem | undefined {
  const { byJob, byMonitor, others: written } = known;
  const wanted = alternatives(operator, value);
  if (wanted === undefined || wanted.some((each) => each === '' || byJob.has(each) || written.has(each)))
    return undefined;
  const near = wanted
    .map((each) => nearest(each, byJob.keys()) ?? byMonitor.get(each))
    .find((each) => each !== undefined);
  if (near === undefined && !isClosed) return undefined;
  const message = `no target has job${operator}"${value}": the targets of the monitors here have ${[...byJob.keys()].sort().slice(0, 5).join(', ')}`;
  return warning('LBL202', message, near === undefined ? {} : { fix: `did you mean '${near}'?` });
}

/** Labels of targets with few values that people write. */
const others = ['namespace', 'service', 'endpoint', 'container'];

function wrongOther(
  { label, operator, value }: Matcher,
  { targets, what }: { readonly targets: readonly Labels[]; readonly what: string },
): FoundProblem | undefined {
  const wanted = alternatives(operator, value);
  if (targets.length === 0 || wanted === undefined || !others.includes(label)) return undefined;
  const values = new Set(targets.flatMap((labels) => labels[label] ?? []));
  const [near] = wanted.flatMap((each) => nearest(each, values) ?? []);
  if (near === undefined || wanted.some((each) => values.has(each))) return undefined;
  const message = `no target of ${what} has ${label}${operator}"${value}": they have ${[...values].sort().slice(0, 5).join(', ')}`;
  return warning('LBL202', message, { fix: `did you mean '${near}'?` });
}

/** The texts that a matcher takes, where it takes a few; undefined for any other. */
function alternatives(operator: Matcher['operator'], value: string): readonly string[] | undefined {
  if (operator === '=') return [value];
  return operator === '=~' && /^[\w/|-]+$/.test(value) ? value.split('|') : undefined;
}
