import { printFieldPath } from '../../schema/violations';
import type { Link, LinkName } from './link';
import { type Branch, drawTree, leaf } from '../../problem/draw-tree';
import type { JobPath, ScrapePath, TargetPath } from './scrape-path';

/** What each link asks. */
const questions: Readonly<Record<LinkName, string>> = {
  configured: 'Prometheus is configured',
  selected: 'Prometheus selects it',
  watched: 'the operator sees it',
  accepted: 'the operator accepts it',
  loaded: 'Prometheus loads its jobs',
  discovered: 'discovery finds targets',
  relabelled: 'relabelling keeps targets',
  reachable: 'Prometheus reaches them',
  labelled: 'the series are labelled',
  once: 'each page is scraped once',
};

const marks = { proven: 'ok', broken: 'BROKEN', undecided: 'undecided' } as const;

/**
 * How a path ends: at its first broken link, at what is undecided, or as a whole.
 *
 * @param open what else is undecided
 */
export function stateOf({ links }: ScrapePath, open: readonly string[] = []): Link['state'] {
  const states = links.map(({ state }) => state);
  if (states.includes('broken')) return 'broken';
  return states.includes('undecided') || open.length > 0 ? 'undecided' : 'proven';
}

/**
 * Draws a path as a tree: its links, what matched at each or why it stops there, and its jobs with the targets and the labels of their series. No line is wider than 80
 * characters but for words that are.
 *
 * @param open what else is undecided
 */
export function drawPath(path: ScrapePath, open: readonly string[] = []): string {
  const head = `${path.object}: ${stateOf(path, open)}`;
  const root: Branch = {
    text: head,
    below: [
      { text: `to ${path.prometheus}`, below: path.links.map((link) => branchOf(link, path)) },
      ...path.jobs.map(jobOf),
      ...open.map((each) => leaf(`open: ${each}`)),
    ],
  };
  return drawTree(root);
}

function branchOf(link: Link, { object }: ScrapePath): Branch {
  const by = object.startsWith('AlertmanagerConfig/') ? 'Alertmanager' : 'Prometheus';
  const text = `${questions[link.name].replace('Prometheus', by)}: ${marks[link.state]}`;
  switch (link.state) {
    case 'proven':
      return { text, below: [leaf(link.because)] };
    case 'undecided':
      return { text, below: link.missing.map((each) => leaf(`would be decided by ${each}`)) };
    case 'broken':
      return {
        text,
        below: [
          leaf(`wanted: ${link.wanted}`),
          leaf(`found: ${link.found}`),
          ...(link.nearest === undefined ? [] : [leaf(`nearest: ${link.nearest}`)]),
          ...link.problems.map(({ id, message, fix }) =>
            leaf(`${id} ${message}${fix === undefined ? '' : `; ${fix}`}`),
          ),
        ],
      };
  }
}

function jobOf({ job, targets }: JobPath): Branch {
  const [dropped, kept] = [
    targets.filter((each) => each.kept === false),
    targets.filter((each) => each.kept !== false),
  ];
  const by = new Map<string, number>();
  for (const { service, pods } of dropped) by.set(service ?? pods, (by.get(service ?? pods) ?? 0) + 1);
  return {
    text: `job ${job.job_name}`,
    below: [
      ...kept.map(targetOf),
      ...[...by].map(([from, count]) =>
        leaf(`drops ${count} other ${count === 1 ? 'port' : 'ports'} of ${from}`),
      ),
      ...(targets.length === 0 ? [leaf('no targets')] : []),
    ],
  };
}

function targetOf({ service, pods, port, labels, discovered, kept }: TargetPath): Branch {
  const scheme = discovered['__scheme__'] ?? 'http';
  const page = discovered['__metrics_path__'] ?? '/metrics';
  const way = [...(service === undefined ? [] : [service]), pods].join(' -> ');
  const series = Object.entries(labels).map(([name, value]) => `${printFieldPath([name])}="${value}"`);
  return {
    text: way,
    below: [
      leaf(
        `port ${port ?? '(none)'}, ${scheme}, ${page}${kept === 'undecided' ? ', if its labels let it' : ''}`,
      ),
      ...(series.length === 0 ? [] : [leaf(`series: {${series.join(', ')}}`)]),
    ],
  };
}
