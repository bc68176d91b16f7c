import { textsAt } from '../../scrape/path/fields';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import { isMap, valueAt } from '../../stack/plain-data';
import type { Check, OpenQuestion } from '../check';
import type { FinalObject, World } from '../world';
import { placedReference } from '../../scrape/path/world';

/** The parts of Kubernetes that listen on 127.0.0.1 alone unless they are told otherwise, by the keys of their values in the chart. */
const parts: Readonly<Record<string, string>> = {
  kubeControllerManager: 'kube-controller-manager',
  kubeScheduler: 'kube-scheduler',
  kubeEtcd: 'etcd',
  kubeProxy: 'kube-proxy',
};

/**
 * Scrapes of the control plane: whether it listens where Prometheus can reach it is up to how the cluster was set up.
 *
 * @param paths the paths of all monitors
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/ `--bind-address`
 */
export function controlPlaneCheck(paths: readonly ScrapePath[]): Check {
  return {
    layer: 'scrape',
    run: () => [],
    open: (world) => [...ofMonitors(paths, world), ...ofReleases(world)],
  };
}

function ofMonitors(paths: readonly ScrapePath[], { objects }: World): OpenQuestion[] {
  const scraped = new Set(paths.flatMap(({ object, jobs }) => (jobs.length > 0 ? object : [])));
  return objects.flatMap((object) => {
    const reference = placedReference(object);
    const part = scraped.has(reference) ? partOf(object) : undefined;
    return part === undefined
      ? []
      : [{ object: reference, path: object.path, link: 'answered', missing: missingOf(part) }];
  });
}

/** The part that a monitor is about: by what it selects, or by its own name. */
function partOf({ kind, name, manifest }: FinalObject): string | undefined {
  if (kind !== 'ServiceMonitor' && kind !== 'PodMonitor') return undefined;
  const selected = Object.values(textsAt(manifest, 'spec', 'selector', 'matchLabels'));
  return Object.values(parts).find(
    (part) => name === part || selected.some((value) => value === part || value.endsWith(`-${part}`)),
  );
}

/** Releases whose values speak of a part: those that leave it as the chart has it say nothing. */
function ofReleases({ stacks }: World): OpenQuestion[] {
  return stacks.flatMap(({ path, release, values }) =>
    Object.entries(parts).flatMap(([key, part]): OpenQuestion[] => {
      const own = valueAt(values, [key]);
      if (!isMap(own) || own['enabled'] === false) return [];
      const object = `the values of release '${release}'`;
      return [{ object, path: `${path}.values.${key}`, link: 'answered', missing: missingOf(part) }];
    }),
  );
}

function missingOf(part: string): string {
  return `whether ${part} listens on more than 127.0.0.1 of its node: kubeadm and others let it listen there alone`;
}
