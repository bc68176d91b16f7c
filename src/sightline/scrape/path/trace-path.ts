import { type ReadJob, readJob } from '../relabel/read-job';
import type { MonitorJob } from '../scrape-config';
import type { ReadRules, RelabelRule } from '../relabel/relabel-rule';
import type { DiscoveredTarget } from './discovery';
import { findTargets } from './find-targets';
import { type IndexedWorld, indexWorld } from './index-world';
import type { Link } from './link';
import { linkAccepted, linkLoaded } from './link-accepted';
import { linkConfigured } from './link-configured';
import { linkDiscovered } from './link-discovered';
import { linkLabelled } from './link-labelled';
import { linkOnce, scrapesByPage } from './link-once';
import { linkReachable } from './link-reachable';
import { linkRelabelled } from './link-relabelled';
import { linkSelected, linkWatched } from './link-selected';
import { monitorIn, type SelectedObject, selectableIn, type TracedMonitor } from './monitor';
import { outsideIn } from './outside-monitor';
import type { JobPath, ScrapePath } from './scrape-path';
import { traceOutside } from './trace-outside';
import { targetTracer } from './trace-target';
import type { ApiObject, ScrapeWorld } from './world';

/**
 * The path of every ServiceMonitor, PodMonitor, Probe and ScrapeConfig of a world to its series, and of every PrometheusRule as far as the Prometheus
 * that selects it, in the order of the objects. Only here it is known whether two of them scrape the same page.
 */
export function tracePaths(world: ScrapeWorld): ScrapePath[] {
  const indexed = indexWorld(world);
  const configured = linkConfigured(world.prometheus);
  const paths = world.objects.flatMap((object) => {
    const path = trace(object, indexed, configured);
    return path === undefined ? [] : [path];
  });
  const pages = scrapesByPage(paths);
  return paths.map((path) => withLink(path, linkOnce(path, pages)));
}

/**
 * The path of one object: as far as its first broken link.
 *
 * @param object a ServiceMonitor, a PodMonitor, a Probe, a ScrapeConfig or a PrometheusRule of that world
 * @returns undefined for an object of another kind
 */
export function tracePath(object: ApiObject, world: ScrapeWorld): ScrapePath | undefined {
  const path = trace(object, indexWorld(world), linkConfigured(world.prometheus));
  return path && withLink(path, linkOnce(path, scrapesByPage([path])));
}

/** The path but for what other monitors do. Undefined for what no Prometheus selects. */
function trace(object: ApiObject, indexed: IndexedWorld, configured: Link): ScrapePath | undefined {
  const selectable = selectableIn(object);
  if (selectable === undefined || indexed.world.prometheus.selection[selectable.kind] === undefined)
    return undefined;
  const monitor = monitorIn(object);
  if (monitor !== undefined) return traceMonitor(monitor, indexed, configured);
  const outside = outsideIn(object);
  if (outside !== undefined) {
    const { isSelected, holds, path } = traceSelection(outside, indexed, configured);
    if (!isSelected) return path();
    const { links, jobs } = traceOutside(outside, indexed);
    links.forEach(holds);
    return path(jobs);
  }
  return traceSelection(selectable, indexed, configured).path();
}

interface Begun {
  /** Takes the next link; returns whether the path goes on behind it. */
  readonly holds: (link: Link) => boolean;

  /** Whether the links that are there hold. */
  readonly isSelected: boolean;

  /** The path with the links so far. */
  readonly path: (jobs?: readonly JobPath[]) => ScrapePath;
}

/**
 * The path as far as the Prometheus that selects the object.
 *
 * @param configured its first link, which is that of every object
 */
function traceSelection(object: SelectedObject, indexed: IndexedWorld, configured: Link): Begun {
  const links: Link[] = [];
  const holds = (link: Link): boolean => {
    links.push(link);
    return link.state !== 'broken';
  };
  const isSelected =
    holds(configured) &&
    holds(linkSelected(object, indexed)) &&
    holds(linkWatched(object, indexed.world.prometheus));
  return {
    holds,
    isSelected,
    path: (jobs = []) => ({
      object: object.reference,
      prometheus: indexed.world.prometheus.title,
      links,
      jobs,
    }),
  };
}

function traceMonitor(monitor: TracedMonitor, indexed: IndexedWorld, configured: Link): ScrapePath {
  const { prometheus } = indexed.world;
  const { settings } = prometheus;
  const { holds, isSelected, path } = traceSelection(monitor, indexed, configured);
  if (!isSelected) return path();
  const jobs = monitor.jobs(settings);
  if (!holds(linkAccepted(monitor, jobs, indexed))) return path();
  const read = jobs.map((job) => readJob(job, settings));
  if (!holds(linkLoaded(monitor, read, settings))) return path();
  const traced = read.map((job, index) => traceJob(monitor, job, index, indexed));
  const all = traced.map(({ jobPath }) => jobPath);
  if (!holds(worst(traced.map(({ discovered }) => discovered)))) return path(all);
  const relabelled = traced.flatMap((each) => each.relabelled ?? []);
  if (relabelled.length === 0 || !holds(worst(relabelled))) return path(all);
  const kept = traced.flatMap((each) => each.kept);
  if (holds(linkReachable(monitor, kept, indexed))) holds(linkLabelled(monitor, kept, all, prometheus));
  return path(all);
}

interface TracedJob {
  readonly jobPath: JobPath;
  readonly discovered: Link;

  /** @default - nothing was discovered that could be relabelled */
  readonly relabelled?: Link;

  /** The targets that are not dropped. */
  readonly kept: readonly DiscoveredTarget[];
}

function traceJob(
  monitor: TracedMonitor,
  read: ReadJob<MonitorJob>,
  index: number,
  indexed: IndexedWorld,
): TracedJob {
  const { config: job } = read;
  const found = findTargets(monitor, job, indexed);
  const targets = found.targets.map(
    targetTracer(job, rulesOf(read.rules), indexed.world.prometheus.settings),
  );
  return {
    jobPath: { job, targets, metricRules: rulesOf(read.metricRules) },
    discovered: linkDiscovered(monitor, job, found, indexed),
    ...(targets.length === 0 ? {} : { relabelled: linkRelabelled(monitor, job, index, targets) }),
    kept: found.targets.filter((_, index) => targets[index]?.kept !== false),
  };
}

/** Rules that Prometheus refuses break a link before they are asked for. */
function rulesOf(read: ReadRules): readonly RelabelRule[] {
  return read.ok ? read.rules : [];
}

/** Of the links of several jobs the one that matters: a broken one, else one that is undecided. */
function worst(links: readonly Link[]): Link {
  const by = (state: Link['state']): Link | undefined => links.find((link) => link.state === state);
  const [first] = links;
  const link = by('broken') ?? by('undecided') ?? first;
  if (link === undefined) throw new RangeError('a monitor without jobs has been told before');
  return link;
}

/** A link behind those of a path, unless one of them is broken or nothing is scraped. */
function withLink(path: ScrapePath, link: Link): ScrapePath {
  const isScraped = path.links.some(({ name }) => name === 'labelled');
  const isBroken = path.links.some(({ state }) => state === 'broken');
  return isScraped && !isBroken ? { ...path, links: [...path.links, link] } : path;
}
