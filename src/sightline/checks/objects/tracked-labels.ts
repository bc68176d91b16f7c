import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { mapAt, textAt } from '../../scrape/path/fields';
import { readSelector, requirementsOf } from '../../stack/label-selector';
import type { PlainValue } from '../../stack/plain-data';
import type { Check, OpenQuestion } from '../check';
import { onceOf } from '../once-of';
import { type FinalObject, objectsOf, referenceOf, type World } from '../world';

/**
 * Selectors by the label that Argo CD sets to the name of its Application on all that it applies: a release by another name is not found by it. Whether it sets it is
 * up to how it tracks resources; since 3.0 it does not unless it is told to.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 */
export const trackedLabelsCheck: Check = {
  layer: 'scrape',
  run: (world) => selectors(world).flatMap(({ problem }) => problem ?? []),
  open: (world) => selectors(world).flatMap(({ question }) => question ?? []),
};

const selectors = onceOf(selectorsIn);

interface OfSelector {
  readonly problem?: Problem;
  readonly question?: OpenQuestion;
}

function selectorsIn(world: World): OfSelector[] {
  const applications = objectsOf(world, 'argoproj.io', 'Application');
  if (applications.length === 0) return [];
  const { data } = objectsOf(world, '', 'ConfigMap').find(({ name }) => name === 'argocd-cm')?.manifest ?? {};
  const key = textAt(data, 'application.instanceLabelKey') ?? 'app.kubernetes.io/instance';
  const method = textAt(data, 'application.resourceTrackingMethod');
  if (method === 'annotation') return [];
  const setting = (object: FinalObject, field: string, namespaces: readonly string[]): OfSelector[] => {
    const values = valuesOf(mapAt(object.manifest, 'spec')[field], key);
    const names = applications.filter((each) => appliesTo(each, namespaces)).map(({ name }) => name);
    const [name, ...others] = names;
    if (values === undefined || name === undefined || names.some((each) => values.includes(each))) return [];
    const at = { object: referenceOf(object), path: `${object.path} spec.${field}` };
    const asks = `'spec.${field}' of '${referenceOf(object)}' asks for ${key}=${values.join(', ')}`;
    if (method === undefined || others.length > 0) {
      const missing = `whether Argo CD sets the label '${key}' to the name of the Application ('${names.join("', '")}'): 'application.resourceTrackingMethod' of ConfigMap argocd-cm`;
      return [{ question: { ...at, link: 'relabelled', missing } }];
    }
    const message = `${asks}, and Argo CD sets that label to '${name}' on all that Application '${name}' applies: nothing is selected`;
    return [
      {
        problem: error('SEL018', message, {
          ...at,
          fix: `select by another label, such as app.kubernetes.io/name, or let Argo CD track by annotations (application.resourceTrackingMethod)`,
        }),
      },
    ];
  };
  // pods have the labels of their template, which Argo CD leaves alone
  return [
    ...objectsOf(world, 'monitoring.coreos.com', 'ServiceMonitor').flatMap((monitor) =>
      setting(monitor, 'selector', namespacesOf(monitor)),
    ),
    ...objectsOf(world, 'monitoring.coreos.com', 'Prometheus', 'PrometheusAgent').flatMap((prometheus) =>
      ['serviceMonitorSelector', 'podMonitorSelector', 'ruleSelector', 'probeSelector'].flatMap((field) =>
        setting(prometheus, field, []),
      ),
    ),
  ];
}

/** The values that a selector wants of a label; undefined where it does not ask for it. */
function valuesOf(selector: unknown, key: string): readonly string[] | undefined {
  const read = readSelector((selector ?? null) as PlainValue); // a manifest is plain data
  if (typeof read === 'string') return undefined;
  return requirementsOf(read).find((each) => each.key === key && each.operator === 'In')?.values;
}

/** Whether an Application applies things to some namespaces; empty is any. */
function appliesTo({ manifest }: FinalObject, namespaces: readonly string[]): boolean {
  const namespace = textAt(manifest, 'spec', 'destination', 'namespace');
  return namespace === undefined || namespaces.length === 0 || namespaces.includes(namespace);
}

function namespacesOf({ manifest, namespace = 'default' }: FinalObject): readonly string[] {
  const selector = mapAt(manifest, 'spec', 'namespaceSelector');
  if (selector['any'] === true) return [];
  const names = selector['matchNames'];
  const texts = Array.isArray(names) ? names.filter((each): each is string => typeof each === 'string') : [];
  return texts.length > 0 ? texts : [namespace];
}
