import { error } from '../../problem/problems';
import type { BrokenLink, Link } from './link';
import type { ScrapePath, TargetPath } from './scrape-path';
import { quoted } from './words';

const name = 'once';

/** A page that is scraped, with who does. */
interface Scrape {
  readonly monitor: string;
  readonly job: string;
  readonly target: TargetPath;
}

/** The pages that monitors scrape, each with all of its scrapes: the same port of the same pods, and the same path and parameters. */
export function scrapesByPage(paths: readonly ScrapePath[]): ReadonlyMap<string, readonly Scrape[]> {
  const pages = new Map<string, Scrape[]>();
  for (const { object: monitor, jobs } of paths) {
    // what is probed twice is so for two services
    if (monitor.startsWith('Probe/')) continue;
    for (const { job, targets } of jobs) {
      for (const target of targets) {
        if (target.kept !== true) continue;
        const page = pageOf(target);
        pages.set(page, [...(pages.get(page) ?? []), { monitor, job: job.job_name, target }]);
      }
    }
  }
  return pages;
}

/**
 * Whether the pages of a monitor are scraped once only, by it and by the others.
 *
 * @param pages those of all monitors of the Prometheus
 */
export function linkOnce(path: ScrapePath, pages: ReadonlyMap<string, readonly Scrape[]>): Link {
  const own = path.jobs.flatMap(({ targets }) => targets.filter(({ kept }) => kept === true));
  for (const target of own) {
    const scrapes = different(pages.get(pageOf(target)) ?? []);
    const [first, second] = scrapes;
    if (first !== undefined && second !== undefined)
      return twice(path.object, target, first, second, scrapes);
  }
  return { state: 'proven', name, because: 'no other scrape reads the same pages' };
}

/** Prometheus takes targets of one job with the same labels for one. */
function different(scrapes: readonly Scrape[]): Scrape[] {
  return [
    ...new Map(scrapes.map((each) => [`${each.job}\n${JSON.stringify(each.target.labels)}`, each])).values(),
  ];
}

function twice(
  monitor: string,
  target: TargetPath,
  first: Scrape,
  second: Scrape,
  scrapes: readonly Scrape[],
): BrokenLink {
  const describe = ({ job, target: { service, pods } }: Scrape): string =>
    `${job} through ${service ?? pods}`;
  const others = [...new Set(scrapes.map((each) => each.monitor))].filter((each) => each !== monitor);
  const message =
    `port ${target.port ?? '(none)'} of '${target.pods}' is scraped ${scrapes.length} times, by ${quoted(scrapes.map(describe))}: ` +
    'every sum over its series counts them as often';
  const fix =
    first.monitor === second.monitor && first.job === second.job
      ? 'select one of the Services, by a label that the others do not have'
      : 'keep one of them';
  return {
    state: 'broken',
    name,
    wanted: 'one scrape of each page',
    found: scrapes.map(describe).join(', '),
    problems: [
      error('SEL011', message, {
        object: monitor,
        path: 'spec',
        fix,
        ...(others.length === 0 ? {} : { related: others }),
      }),
    ],
  };
}

/** What tells one page from another: pods, and the URL that relabelling has left, whose address has the port. */
function pageOf({ pods, relabelled: { labels } }: TargetPath): string {
  const url = Object.entries(labels).filter(([label]) =>
    /^__(?:address__|scheme__|metrics_path__|param_)/.test(label),
  );
  return JSON.stringify([pods, ...url]);
}
