import { ApiObject, Chart, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { homeOf } from '../constructs/environment';
import { namespacesChart } from '../constructs/namespaces';

/** The charts of an app in the order in which they are to be applied. */
export interface OrderedCharts {
  readonly charts: readonly Chart[];

  /** Whether one depends on another: then their files are numbered, as `kubectl apply` takes files in the order of their names. */
  readonly areLinked: boolean;
}

/**
 * Orders charts by what depends on what, as cdk8s does when it synthesises: a chart depends on the charts in it, and on the chart of what any
 * construct in it depends on; so do their objects.
 *
 * @param constructs all constructs of the app
 */
export function orderCharts(app: App, constructs: readonly IConstruct[]): OrderedCharts {
  const charts = constructs.filter((construct): construct is Chart => Chart.isChart(construct));
  const declared = constructs.flatMap((source) =>
    source.node.dependencies.map((target) => ({ source, target })),
  );
  const nested = charts.flatMap((source) =>
    source.node.children.filter((child) => Chart.isChart(child)).map((target) => ({ source, target })),
  );
  const crossing = declared
    .map(({ source, target }) => ({ source: Chart.of(source), target: Chart.of(target) }))
    .filter(({ source, target }) => source !== target);
  const links = [...nested, ...crossing];
  for (const { source, target } of links) source.node.addDependency(target);
  for (const { source, target } of [...declared, ...links]) linkObjects(source, target);
  const areLinked = links.length > 0;
  if (areLinked) putNamespacesFirst(charts);
  return { charts: areLinked ? app.charts : charts, areLinked };
}

/** Numbers would put the file of the namespaces behind what stands in them. */
function putNamespacesFirst(charts: readonly Chart[]): void {
  for (const chart of charts) {
    const namespaces = namespacesChart(homeOf(chart));
    if (namespaces !== undefined && chart !== namespaces) chart.node.addDependency(namespaces);
  }
}

function linkObjects(source: IConstruct, target: IConstruct): void {
  const targets = objectsIn(target);
  for (const object of objectsIn(source)) {
    for (const other of targets) if (object !== other) object.node.addDependency(other);
  }
}

/** The objects below a construct that stand in its own chart. */
function objectsIn(construct: IConstruct): ApiObject[] {
  const chart = Chart.of(construct);
  return construct.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && Chart.of(each) === chart);
}
