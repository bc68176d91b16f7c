import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { isDnsLabel } from '../problem/names';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import { report } from './report';

/** The id of the chart of all namespaces. It sorts before every other file, as kubectl applies files in their order. */
const chartId = '00-namespaces';

/**
 * Emits a Namespace, once however often it is asked for. All namespaces of an app stand in one file that is applied first.
 *
 * @param scope any construct of the app
 * @param name the name of the namespace; of what is no DNS label none is emitted, and `scope` reports it
 */
export function ensureNamespace(scope: Construct, name: string): void {
  if (typeof name !== 'string' || !isDnsLabel(name)) {
    const message = `the name (${describe(name)}) of a namespace must be a DNS label`;
    report(scope, () => [error('OPT002', message)]);
    return;
  }
  const { root } = scope.node;
  // a root is a construct, declared by its interface only
  const chart = root.node.tryFindChild(chartId) ?? new Chart(root, chartId);
  // constructs takes the names that every object has for children that are there; no DNS label has a dot
  const id = name in Object.prototype ? `${name}.` : name;
  if (chart.node.tryFindChild(id) !== undefined) return;
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** The chart of all namespaces of an app; undefined where it emits none. */
export function namespacesChart(root: IConstruct): IConstruct | undefined {
  return root.node.tryFindChild(chartId);
}
