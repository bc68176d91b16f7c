import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { isAtLeast } from '../../promql/syntax/dialect';
import { globalScrapeConfig } from '../../scrape/global-config';
import type { JobPath, ScrapePath } from '../../scrape/path/scrape-path';
import { seriesLabels } from '../../scrape/path/series-labels';
import type { Labels } from '../../scrape/relabel/label-builder';
import type { PrometheusInstance } from '../../scrape/settings/prometheus-instance';
import type { Check, OpenQuestion } from '../check';
import { onceOf } from '../once-of';
import type { MetricsPage, World } from '../world';
import { endpointPath, objectsByReference } from './endpoint-path';
import { knownPage } from './label-exposers';
import { limitOf } from './passed-limits';

/** The first Prometheus that refuses pages without a `Content-Type` that it knows. */
const strictVersion = '3.0';

/**
 * What metrics pages say of the jobs that scrape them: labels that the scrape sets too, more samples than the job takes, an answer that Prometheus refuses. A job
 * whose page nobody shows is open where something asks for it.
 *
 * @param paths the paths of all monitors
 */
export function scrapedPagesCheck(paths: readonly ScrapePath[]): Check {
  const placed = onceOf((world) => placedJobs(paths, world));
  return {
    layer: 'scrape',
    run: (world) => {
      const jobs = placed(world);
      const scraped = new Set(jobs.map(({ page }) => page));
      const others = (world.pages ?? []).filter((page) => !scraped.has(page));
      return [...jobs.flatMap(inJob), ...others.flatMap(({ refusal }) => refusal ?? [])];
    },
    open: (world) => placed(world).flatMap((job) => (job.page === undefined ? openOf(job) : [])),
  };
}

/** A job of a monitor. */
interface PlacedJob {
  readonly path: ScrapePath;
  readonly each: JobPath;

  /** Its endpoint. */
  readonly at: { readonly object: string; readonly path: string };

  /** The page that it scrapes, if that is known. */
  readonly page: MetricsPage | undefined;

  /** The page that it surely scrapes, as what its pods are says. */
  readonly assumed: MetricsPage | undefined;

  /** The Prometheus, and whether somebody says its version. */
  readonly instance: PrometheusInstance | undefined;
  readonly isVersionKnown: boolean;
}

function placedJobs(paths: readonly ScrapePath[], world: World): PlacedJob[] {
  const { prometheuses = [], stacks, pages = [] } = world;
  const objects = objectsByReference(world);
  const known = [...stacks.flatMap(({ instance }) => instance ?? []), ...prometheuses];
  const instances = new Map(known.map((each) => [each.title, each]));
  // of a release that only an option names nobody has said the version
  const ofOption = new Set(
    prometheuses.flatMap(({ title, reference }) => (reference === undefined ? title : [])),
  );
  const isOnly =
    new Set(paths.flatMap(({ object, jobs }) => jobs.map((_, index) => `${object} ${index}`))).size === 1;
  return paths.flatMap((path) => {
    const { object, jobs, prometheus } = path;
    const honours = jobs.some(({ job }) => job.honor_labels);
    return jobs.map((each, index) => ({
      path,
      each,
      at: { object, path: endpointPath(path, index, objects) },
      page: pages.find((page) => isOnly || isOf(page, path, each)),
      // the first endpoint serves it, and others are about the process itself; who honours labels at one knows of them
      assumed: index > 0 || honours ? undefined : knownPage(each, objects),
      instance: instances.get(prometheus),
      isVersionKnown: !ofOption.has(prometheus),
    }));
  });
}

/** Whether a page is that of a monitor with one job: it is called like the monitor or its Service. */
function isOf({ source }: MetricsPage, { object, jobs }: ScrapePath, { targets }: JobPath): boolean {
  const names = [object, ...targets.flatMap(({ service, pods }) => service ?? pods)].map((reference) =>
    reference.split('/').at(-1),
  );
  return jobs.length === 1 && names.includes(nameIn(source));
}

function inJob(placed: PlacedJob): Problem[] {
  const { each, path, at, page, assumed } = placed;
  const collision = collisionIn(placed, page ?? assumed);
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
  for (const { name, what, limit } of limitsOf(placed)) {
    if (measured[name] <= limit) continue;
    const message = `'${path.object}' takes ${limit} ${what}, and '${page.source}' has ${measured[name]}: Prometheus drops the whole scrape, and the target is down`;
    const fix = `raise '${camel(name)}' to ${measured[name]}, or drop ${what.split(' ')[0] ?? ''} by 'metricRelabelings'`;
    problems.push(error('SEL019', message, { ...at, fix }));
  }
  if (page.refusal !== undefined && fallback === undefined)
    problems.push({ ...page.refusal, related: [path.object] });
  return problems;
}

/** A label that samples have and that the scrape sets, too: it is another one in Prometheus, and no rule of relabelling brings it back. */
function collisionIn({ path, each, at }: PlacedJob, page: MetricsPage | undefined): Problem | undefined {
  const own = labelsSetBy(each);
  for (const sample of page?.samples ?? []) {
    const stored = seriesLabels(each, { labels: own }, sample) ?? {};
    const label = Object.keys(sample).find((name) => name in own && `exported_${name}` in stored);
    if (page === undefined || label === undefined || stored[label] === sample[label]) continue;
    const message = `'${path.object}' gives each series a label '${label}' of its own, and '${sample['__name__'] ?? ''}' of '${page.source}' has one, too: Prometheus stores that as 'exported_${label}', and rules by '${label}' find what the scrape says`;
    return warning('LBL204', message, {
      ...at,
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
function limitsOf({
  each,
  instance,
}: PlacedJob): readonly { readonly name: Limited; readonly what: string; readonly limit: number }[] {
  const global = globalScrapeConfig(instance?.settings);
  // its keys are those of the type
  return (Object.keys(limitNames) as Limited[]).flatMap((name) => {
    const limit = limitOf(name, each.job, global);
    return limit !== undefined ? [{ name, what: limitNames[name], limit }] : [];
  });
}

/** A field as the operator names it. */
function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function openOf(placed: PlacedJob): OpenQuestion[] {
  const { each, at, instance, isVersionKnown } = placed;
  const { job } = each;
  const version = isVersionKnown ? instance?.settings.version : undefined;
  const isStrict = version !== undefined && isAtLeast(version.replace(/^v/, ''), strictVersion);
  const missing = [
    ...limitsOf(placed).map(
      ({ what, limit }) => `how many ${what} its targets have, of which it takes ${limit}: --exposition URL`,
    ),
    ...(isStrict && job.fallback_scrape_protocol === undefined
      ? [
          `the 'Content-Type' of its targets, without which Prometheus ${version} refuses their pages: --exposition URL, or 'fallbackScrapeProtocol'`,
        ]
      : []),
  ];
  return missing.map((text) => ({ ...at, link: 'answered', missing: text }));
}

/** What a page is of, as its source says: the first part of the host, or the name of the file. */
function nameIn(source: string): string {
  const host = /^https?:\/\/([^/:]+)/i.exec(source)?.[1];
  return (host ?? source.split(/[/\\]/).at(-1) ?? '').split('.')[0] ?? '';
}
