import type { LabelDomain } from '../contract/domain';
import type { Exposition } from '../exposition/exposition';
import { clusterPackOf, isKnownOfClient, isOfClient, runtimePacksOf } from '../packs/runtime-metrics';
import type { Adopted, LeftOut } from './adopted';
import type { AdoptedMetric, Groups } from './adopted-metric';
import { candidateOf } from './candidate';
import { boundFor, labelGroups, type LabelGroup } from './label-groups';
import { observe, type ObservedMetric } from './observe';
import { probesOf } from './probes';
import { signalsOf } from './signals';

/**
 * What the metrics pages of a service come to: its contract, and what no contract can hold. Whatever it declares, the pages were verified against.
 *
 * @param pages of several pods, or of several times; what each of them shows is put together
 */
export function adoptPages(pages: readonly Exposition[]): Adopted {
  const observed = observe(pages);
  const { runtime, cluster, ofClient, likeRuntime, rest } = sortOut(observed);
  const groups = labelGroups(rest);
  const metrics: AdoptedMetric[] = [];
  const leftOut: LeftOut[] = [];
  const ofMetric = groupsByMetric(groups);
  for (const metric of rest) {
    const own: Groups = ofMetric.get(metric.name) ?? new Map();
    const domains = Object.fromEntries([...own].map(([label, group]) => [label, domainOf(group)]));
    const candidate = candidateOf(metric, domains);
    if ('why' in candidate) leftOut.push({ name: metric.name, why: candidate.why });
    else metrics.push({ ...candidate, observed: metric, groups: own });
  }
  const signals = signalsOf(metrics);
  return {
    pages: pages.length,
    metrics,
    leftOut,
    runtime,
    cluster,
    ofClient,
    likeRuntime,
    probes: probesOf(metrics),
    ...(signals === undefined ? {} : { signals }),
  };
}

/** The domain that all metrics of a group have. */
export function domainOf({ closed, isInfo, most }: LabelGroup): LabelDomain {
  return closed?.value ?? { max: isInfo ? 1 : boundFor(most) };
}

/** The groups of each metric by its labels, in the order of its page. */
function groupsByMetric(groups: readonly LabelGroup[]): ReadonlyMap<string, ReadonlyMap<string, LabelGroup>> {
  const byMetric = new Map<string, Map<string, LabelGroup>>();
  for (const group of groups)
    for (const name of group.metrics) {
      const own = byMetric.get(name) ?? new Map<string, LabelGroup>();
      byMetric.set(name, own.set(group.label, group));
    }
  return byMetric;
}

/** What is about the runtime and what the cluster exposes, and the rest. */
function sortOut(observed: readonly ObservedMetric[]) {
  const known = observed.map(({ name }) => runtimePacksOf(name));
  const counts = new Map<string, number>();
  for (const pack of known.flat()) counts.set(pack, (counts.get(pack) ?? 0) + 1);
  // those of processes are in several packs: the one that has most of the page is meant
  const mostOf = (packs: readonly string[]): string | undefined =>
    [...packs].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0];
  const runtime = new Map<string, number>();
  const cluster = new Map<string, number>();
  let ofClient = 0;
  const likeRuntime: string[] = [];
  const rest: ObservedMetric[] = [];
  const add = (to: Map<string, number>, pack: string): void => void to.set(pack, (to.get(pack) ?? 0) + 1);
  observed.forEach((metric, index) => {
    const pack = mostOf(known[index] ?? []);
    const ofCluster = clusterPackOf(metric.name);
    if (pack !== undefined) add(runtime, pack);
    else if (ofCluster !== undefined) add(cluster, ofCluster);
    else if (isKnownOfClient(metric.name)) ofClient++;
    else if (isOfClient(metric.name)) likeRuntime.push(metric.name);
    // when a series began: verify knows it, and no rule reads it
    else if (!metric.name.endsWith('_created')) rest.push(metric);
  });
  return { runtime, cluster, ofClient, likeRuntime, rest };
}
