import { allFeatures, defaultVersion } from '../promql/syntax/dialect';
import type {
  ObjectSelection,
  PrometheusInstance,
  SelectableKind,
} from '../scrape/settings/prometheus-instance';

/** What stands for the name of a release that nobody says. */
export const unnamedRelease = 'RELEASE';

const everywhere = { allBut: [] };

/** What selects objects of each kind. */
const assumed = new Map<SelectableKind, string>([
  ['ServiceMonitor', 'Prometheus'],
  ['PodMonitor', 'Prometheus'],
  ['Probe', 'Prometheus'],
  ['ScrapeConfig', 'Prometheus'],
  ['PrometheusRule', 'Prometheus'],
  ['AlertmanagerConfig', 'Alertmanager'],
]);

/**
 * What stands for a Prometheus of which nothing is known: whether it selects anything is open, and all else is as the operator has it.
 *
 * @param known those of which something is known: what one of them selects needs no other
 * @returns undefined where something is known for every kind
 */
export function assumedInstance(known: readonly PrometheusInstance[]): PrometheusInstance | undefined {
  const selectionBy = (what: string): ObjectSelection => ({
    labels: 'everything',
    namespaces: 'everything',
    paths: { labels: 'spec.serviceMonitorSelector', namespaces: 'spec.serviceMonitorNamespaceSelector' },
    open: `the ${what} that is to select it: none is among the files, and neither --release nor --prometheus names one`,
  });
  const isFor = (kind: SelectableKind): boolean => known.some((each) => each.selection[kind] !== undefined);
  const kinds = [...assumed].filter(([kind]) => !isFor(kind));
  if (kinds.length === 0) return undefined;
  return {
    title: 'a Prometheus that nobody names',
    namespace: '',
    isUnplaced: true,
    settings: {},
    dialect: { version: defaultVersion, features: allFeatures },
    selection: Object.fromEntries(kinds.map(([kind, what]) => [kind, selectionBy(what)])),
    operator: { namespaces: everywhere, instances: everywhere, path: '--namespaces', instancesPath: '' },
    podLabels: {},
    path: 'spec',
    unread: [],
  };
}

/** A Prometheus of a release whose name nobody says: only what has no label `release` at all is surely left out by it. */
export function unknownRelease(instance: PrometheusInstance, where: string): PrometheusInstance {
  return {
    ...instance,
    title: `the Prometheus of ${where}`,
    selection: changed(instance.selection, (own) => {
      if (!isByRelease(own, unnamedRelease)) return own;
      return {
        ...own,
        labels: { matchLabels: {}, matchExpressions: [{ key: 'release', operator: 'Exists', values: [] }] },
        open: `the name of the release of ${where}, which --release says`,
      };
    }),
  };
}

/** A Prometheus whose object is refused: what it selects once that is mended is open, and all else is as it says. */
export function refusedInstance(instance: PrometheusInstance): PrometheusInstance {
  const open = `what ${instance.title} selects once its object is mended`;
  return {
    ...instance,
    selection: changed(instance.selection, (own) => ({
      ...own,
      labels: 'everything',
      namespaces: 'everything',
      open,
    })),
  };
}

/** What a Prometheus selects by values of which Helm merges others in: those may say what these leave to the chart. */
export function partlyKnown(
  { selection }: PrometheusInstance,
  release: string,
): PrometheusInstance['selection'] {
  return changed(selection, (own) => (isByRelease(own, release) ? { ...own, labels: 'unknown' } : own));
}

/** Whether it selects as the chart does where nobody says anything. */
function isByRelease({ labels }: ObjectSelection, release: string): boolean {
  return typeof labels === 'object' && labels.matchLabels['release'] === release;
}

function changed(
  selection: PrometheusInstance['selection'],
  change: (own: ObjectSelection) => ObjectSelection,
): PrometheusInstance['selection'] {
  return Object.fromEntries(Object.entries(selection).map(([kind, own]) => [kind, change(own)]));
}
