import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

/** The id of the chart of all namespaces. It sorts before every other file, as kubectl applies files in their order. */
const chartId = '00-namespaces';

/**
 * Emits a Namespace, once however often it is asked for. All namespaces of an app stand in one file that is applied first.
 *
 * @param scope any construct of the app
 * @param name the name of the namespace
 */
export function ensureNamespace(scope: Construct, name: string): void {
  const { root } = scope.node;
  // a root is a construct, declared by its interface only
  const chart = root.node.tryFindChild(chartId) ?? new Chart(root, chartId);
  if (chart.node.tryFindChild(name) !== undefined) return;
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** The chart of all namespaces of an app; undefined where it emits none. */
export function namespacesChart(root: IConstruct): IConstruct | undefined {
  return root.node.tryFindChild(chartId);
}
