import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { isAtLeast } from '../../promql/syntax/dialect';
import { globalScrapeConfig } from '../../scrape/global-config';
import type { JobPath, ScrapePath } from '../../scrape/path/scrape-path';
import { seriesLabels } from '../../scrape/path/series-labels';
import type { Labels } from '../../scrape/relabel/label-builder';
import type { PrometheusInstance } from '../../scrape/settings/prometheus-instance';
import type { Check, OpenQuestion } from '../check';
import type { MetricsPage, World } from '../world';
import { endpointPath } from './endpoint-path';
import { knownPage } from './label-exposers';

/** The first Prometheus that refuses pages without a `Content-Type` that it knows. */
const strictVersion = '3.0';

/**
 * What metrics pages say of the jobs that scrape them: labels that the scrape sets too, more samples than the job takes, an answer that Prometheus refuses. A job
 * whose page nobody shows is open where something asks for it.
 *
 * @param paths the paths of all monitors
 */
export function scrapedPagesCheck(paths: readonly ScrapePath[]): Check {
  const jobs = paths.flatMap((path) => path.jobs.map((each, index) => ({ path, each, index })));
  return {
    layer: 'scrape',
    run: (world) => {
      const found = jobs.flatMap((job) => inJob(job, pageOf(job, jobs, world), world));
      const unscraped = (world.pages ?? []).filter((page) => !jobs.some((job) => isPageOf(page, job, jobs)));
      return [...found, ...unscraped.flatMap(({ refusal }) => refusal ?? [])];
    },
    open: (world) =>
      jobs.flatMap((job) => (pageOf(job, jobs, world) === undefined ? openOf(job, world) : [])),
  };
}

/** A job of a monitor. */
interface PlacedJob {
  readonly path: ScrapePath;
  readonly each: JobPath;
  readonly index: number;
}

function inJob(placed: PlacedJob, page: MetricsPage | undefined, world: World): Problem[] {
  const { each, path } = placed;
  const collision = collisionIn(placed, page ?? surelyOn(placed, world), world);
  const at = { object: path.object, path: endpointPath(placed.path, placed.index, world) };
  const { fallback_scrape_protocol: fallback } = each.job;
  const problems = collision === undefined ? [] : [collision];
  if (page === undefined) return problems;
  const stored = page.samples.flatMap<Labels>(
    (sample) => seriesLabels(each, { labels: labelsSetBy(each) }, sample) ?? [],
  );
  const measured: Readonly<Record<Limited, number>> = {
    sample_limit: stored.length,
    label_limit: stored.reduce((most, labels) => Math.max(most, Object.keys(labels).length), 0),
  };
  for (const { name, what, limit } of limitsOf(placed, world)) {
    if (measured[name] <= limit) continue;
    const message = `'${path.object}' takes ${limit} ${what}, and '${page.source}' has ${measured[name]}: Prometheus drops the whole scrape, and the target is down`;
    const fix = `raise '${camel(name)}' to ${measured[name]}, or drop ${what.split(' ')[0] ?? ''} by 'metricRelabelings'`;
    problems.push(error('SEL019', message, { ...at, fix }));
  }
  if (page.refusal !== undefined && fallback === undefined)
    problems.push({ ...page.refusal, related: [path.object] });
  return problems;
}

/** What the pods of an endpoint are known for: the first one serves it, and others are about the process itself. Who honours labels at one knows of them. */
function surelyOn({ path, each, index }: PlacedJob, world: World): MetricsPage | undefined {
  return index > 0 || path.jobs.some(({ job }) => job.honor_labels) ? undefined : knownPage(each, world);
}

/** A label that samples have and that the scrape sets, too: it is another one in Prometheus, and no rule of relabelling brings it back. */
function collisionIn(
  { path, each, index }: PlacedJob,
  page: MetricsPage | undefined,
  world: World,
): Problem | undefined {
  const own = labelsSetBy(each);
  for (const sample of page?.samples ?? []) {
    const stored = seriesLabels(each, { labels: own }, sample) ?? {};
    const label = Object.keys(sample).find((name) => name in own && `exported_${name}` in stored);
    if (page === undefined || label === undefined || stored[label] === sample[label]) continue;
    const message = `'${path.object}' gives each series a label '${label}' of its own, and '${sample['__name__'] ?? ''}' of '${page.source}' has one, too: Prometheus stores that as 'exported_${label}', and rules by '${label}' find what the scrape says`;
    return warning('LBL204', message, {
      object: path.object,
      path: endpointPath(path, index, world),
      fix: "set 'honorLabels: true' if the labels of the page are those that rules mean, or let rules read 'exported_…'",
    });
  }
  return undefined;
}

/** The labels of the first target, or those that the job gives to any. */
function labelsSetBy({ job, targets }: JobPath): Labels {
  const kept = targets.find(({ kept }) => kept === true);
  if (kept !== undefined) return kept.labels;
  const names = job.relabel_configs.flatMap(({ target_label: label = '' }) => label);
  const own = ['job', 'instance', ...names].filter((label) => label !== '' && !label.startsWith('__'));
  return Object.fromEntries(own.map((label) => [label, 'of the scrape']));
}

const limitNames = { sample_limit: 'samples of a scrape', label_limit: 'labels of a series' } as const;

type Limited = keyof typeof limitNames;

/** The limits of a job, its own or those of all jobs. */
function limitsOf(
  { path, each }: PlacedJob,
  world: World,
): readonly { readonly name: Limited; readonly what: string; readonly limit: number }[] {
  const global = globalScrapeConfig(instanceOf(path, world)?.settings);
  // its keys are those of the type
  return (Object.keys(limitNames) as Limited[]).flatMap((name) => {
    const limit = each.job[name] ?? global[name] ?? 0;
    return limit > 0 ? [{ name, what: limitNames[name], limit }] : [];
  });
}

/** A field as the operator names it. */
function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function instanceOf(
  { prometheus: title }: ScrapePath,
  { prometheuses = [], stacks }: World,
): PrometheusInstance | undefined {
  return [...prometheuses, ...stacks.flatMap(({ instance }) => instance ?? [])].find(
    (each) => each.title === title,
  );
}

function openOf(placed: PlacedJob, world: World): OpenQuestion[] {
  const { path, each, index } = placed;
  const { job } = each;
  // of a release that only an option names nobody has said the version
  const isOfOption = world.prometheuses?.some(
    ({ title, reference }) => title === path.prometheus && reference === undefined,
  );
  const version = isOfOption === true ? undefined : instanceOf(path, world)?.settings.version;
  const isStrict = version !== undefined && isAtLeast(version.replace(/^v/, ''), strictVersion);
  const missing = [
    ...limitsOf(placed, world).map(
      ({ what, limit }) => `how many ${what} its targets have, of which it takes ${limit}: --exposition URL`,
    ),
    ...(isStrict && job.fallback_scrape_protocol === undefined
      ? [
          `the 'Content-Type' of its targets, without which Prometheus ${version} refuses their pages: --exposition URL, or 'fallbackScrapeProtocol'`,
        ]
      : []),
  ];
  const at = { object: path.object, path: endpointPath(path, index, world), link: 'answered' as const };
  return missing.map((text) => ({ ...at, missing: text }));
}

function pageOf(job: PlacedJob, jobs: readonly PlacedJob[], { pages = [] }: World): MetricsPage | undefined {
  return pages.find((page) => isPageOf(page, job, jobs));
}

/** Whether a job scrapes a page: it is the only job, or the page is called like its monitor or its Service. */
function isPageOf({ source }: MetricsPage, { path, each }: PlacedJob, jobs: readonly PlacedJob[]): boolean {
  const scraped = new Set(jobs.map((job) => `${job.path.object} ${job.index}`));
  if (scraped.size === 1) return true;
  const names = [path.object, ...each.targets.flatMap(({ service, pods }) => service ?? pods)].map(
    (reference) => reference.split('/').at(-1),
  );
  return path.jobs.length === 1 && names.includes(nameIn(source));
}

/** What a page is of, as its source says: the first part of the host, or the name of the file. */
function nameIn(source: string): string {
  const host = /^https?:\/\/([^/:]+)/i.exec(source)?.[1];
  return (host ?? source.split(/[/\\]/).at(-1) ?? '').split('.')[0] ?? '';
}
