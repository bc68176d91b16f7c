import { groupBy } from '../../problem/group-by';
import { labelPresentOf, labelValueOf, sanitizeLabelName } from '../meta-labels';
import type { Labels } from '../relabel/label-builder';
import type { KubernetesDiscovery, RelabelConfig } from '../scrape-config';
import { type PodGroup, podGroups } from './pods';
import { type Service, servicesIn } from './services';
import { type ApiObject, groupOf, type ScrapeWorld } from './world';

/** What has labels and stands in a namespace. */
export interface Labelled {
  readonly namespace: string;

  /** Whether the object itself says in which namespace it stands. */
  readonly isPlaced: boolean;
  readonly labels: Labels;
}

/** A world in which Services and pods are found without going through all of them. */
export interface IndexedWorld {
  readonly world: ScrapeWorld;
  readonly services: LabelIndex<Service>;
  readonly pods: LabelIndex<PodGroup>;

  /** The objects of a kind, by group and kind. */
  readonly objects: (group: string, kind: string) => readonly ApiObject[];
}

/** Things by namespace, and by label. */
export interface LabelIndex<T extends Labelled> {
  readonly all: readonly T[];
  readonly inNamespace: (namespace: string) => readonly T[];

  /** At least all that have these labels, in a namespace. */
  readonly withLabels: (namespace: string, labels: Labels) => readonly T[];
}

/** Prepares a world for tracing many monitors in it. */
export function indexWorld(world: ScrapeWorld): IndexedWorld {
  const byKind = groupBy(world.objects, ({ apiVersion, kind }) => [`${groupOf(apiVersion)}/${kind}`]);
  return {
    world,
    services: labelIndex(servicesIn(world.objects)),
    pods: labelIndex(podGroups(world.objects, world.pods ?? [])),
    objects: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
  };
}

/** The things that a job's discovery looks at, as far as its own rules or selectors do not leave them out at once. */
export function candidates<T extends Labelled>(
  index: LabelIndex<T>,
  object: 'service' | 'pod',
  { namespaces }: KubernetesDiscovery,
  rules: readonly RelabelConfig[],
): readonly T[] {
  const wanted = exactLabels(object, rules);
  if (namespaces === undefined) return index.all.filter(({ labels }) => hasSanitized(labels, wanted));
  return [...new Set(namespaces.names)].flatMap((namespace) => index.withLabels(namespace, wanted));
}

/** The labels that the rules of a selector ask for with a value that stands for itself, by their names as discovery spells them. */
function exactLabels(object: 'service' | 'pod', rules: readonly RelabelConfig[]): Labels {
  const [value, present] = [labelValueOf(object, ''), labelPresentOf(object, '')];
  return Object.fromEntries(
    rules.flatMap(({ action, source_labels: [first = '', second = ''] = [], regex = '' }) => {
      const [, exact] = /^\(([\w-]+)\);true$/.exec(regex) ?? [];
      const isSelector = action === 'keep' && first.startsWith(value) && second.startsWith(present);
      return isSelector && exact !== undefined ? [[first.slice(value.length), exact]] : [];
    }),
  );
}

function labelIndex<T extends Labelled>(all: readonly T[]): LabelIndex<T> {
  const byNamespace = groupBy(all, ({ namespace }) => [namespace]);
  const byLabel = groupBy(all, ({ namespace, labels }) =>
    Object.entries(labels).map(([name, value]) => keyOf(namespace, sanitizeLabelName(name), value)),
  );
  return {
    all,
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
    withLabels: (namespace, labels) => {
      const lists = Object.entries(labels).map(
        ([name, value]) => byLabel.get(keyOf(namespace, name, value)) ?? [],
      );
      const [shortest] = lists.sort((a, b) => a.length - b.length);
      return (shortest ?? byNamespace.get(namespace) ?? []).filter((each) =>
        hasSanitized(each.labels, labels),
      );
    },
  };
}

function hasSanitized(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([wantedName, wantedValue]) =>
    Object.entries(labels).some(
      ([name, value]) => value === wantedValue && sanitizeLabelName(name) === wantedName,
    ),
  );
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
