import type { App } from 'cdk8s';
import type {
  GrafanaDashboard,
  GrafanaPanel,
  GrafanaRow,
} from '../../../src/sightline/dashboards/grafana/model';
import { manifestsOf } from '../constructs/fixtures';

/** The dashboards in the ConfigMaps of a program, by what a Grafana reads. */
export function dashboardsOf(app: App): GrafanaDashboard[] {
  return Object.values(manifestsOf(app))
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap((manifest) => Object.values((manifest as unknown as { data: Record<string, string> }).data))
    .map((json) => JSON.parse(json) as GrafanaDashboard);
}

/** The panels of a dashboard, those in rows that are shut included. */
export function panelsOf({ panels }: GrafanaDashboard): GrafanaPanel[] {
  return panels.flatMap((each): readonly GrafanaPanel[] => (isRow(each) ? each.panels : [each]));
}

function isRow(each: GrafanaPanel | GrafanaRow): each is GrafanaRow {
  return each.type === 'row';
}

/** What a dashboard asks, as Grafana asks it: all is chosen, and a rate looks back for four minutes. */
export function queriesOf(
  dashboard: GrafanaDashboard,
): { readonly title: string; readonly expression: string }[] {
  const variables = new Map(
    dashboard.templating.list.map((each) => [each.name, 'allValue' in each ? each.allValue : '']),
  );
  const filled = (expression: string): string =>
    expression
      .replaceAll('$__rate_interval', '4m')
      .replaceAll(/\$(\w+)/g, (whole, name: string) => variables.get(name) ?? whole);
  return [
    ...panelsOf(dashboard).flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr }))),
    ...dashboard.annotations.list.map(({ name, expr }) => ({ title: name, expr })),
  ].map(({ title, expr }) => ({ title, expression: filled(expr) }));
}
