import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { isDnsLabel } from '../problem/names';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import { homeOf } from './environment';
import { report } from './report';

/** The id of the chart of all namespaces. It sorts before every other file, as kubectl applies files in their order. */
const chartId = '00-namespaces';

/**
 * Emits a Namespace, once however often it is asked for. All namespaces of an app, or of an environment, stand in one file that is applied first.
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
  const home = homeOf(scope);
  const chart = namespacesChart(home) ?? new Chart(home, chartId); // declared by its interface only
  // constructs takes the names that every object has for children that are there; no DNS label has a dot
  const id = name in Object.prototype ? `${name}.` : name;
  if (chart.node.tryFindChild(id) !== undefined) return;
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** The chart of all namespaces of an app or of an environment; undefined where it emits none. */
export function namespacesChart(home: IConstruct): IConstruct | undefined {
  return home.node.tryFindChild(chartId);
}
