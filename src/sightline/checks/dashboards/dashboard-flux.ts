import { isMap, partOf } from '../../problem/read';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { referenceOf, type World } from '../world';
import type { FinalDashboard } from './final-dashboards';
import { fluxSubstitute } from '../../stack/dashboard-loading';

/** ConfigMaps in which Flux takes variables of Grafana for its own. */
export function fluxProblems(world: World, dashboards: readonly FinalDashboard[]): Problem[] {
  const folders = world.objects
    .filter(
      ({ kind, apiVersion }) =>
        kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'),
    )
    .filter(({ manifest }) => {
      const filled = partOf(manifest['spec'], 'postBuild');
      return isMap(partOf(filled, 'substitute')) || partOf(filled, 'substituteFrom') !== undefined;
    })
    .flatMap(({ manifest, name }) => {
      const path = partOf(manifest['spec'], 'path');
      return typeof path === 'string' ? [{ name, folder: path.replace(/^\.?\/+|\/+$|^\.$/g, '') }] : [];
    });
  if (folders.length === 0) return [];
  return dashboards.flatMap((dashboard) => {
    const { object, model } = dashboard;
    if (object === undefined || model === undefined) return [];
    const by = folders.find(({ folder }) => folder === '' || `/${object.path}`.includes(`/${folder}/`));
    const metadata = object.manifest['metadata'];
    const isKept = [partOf(metadata, 'annotations'), partOf(metadata, 'labels')].some(
      (each) => partOf(each, fluxSubstitute) === 'disabled',
    );
    if (by === undefined || isKept) return [];
    const text = JSON.stringify([model.dataSources, model.panels]);
    const used = [...model.variables.keys()].find((name) => text.includes(`\${${name}}`));
    if (used === undefined) return [];
    return [
      error(
        'DSH908',
        `the Kustomization '${by.name}' of Flux fills in variables in '${referenceOf(object)}', and takes \${${used}} of its dashboard for one of its own: it puts nothing there, or refuses the object`,
        {
          object: referenceOf(object),
          path: `${object.path} metadata`,
          fix: `annotate it with ${fluxSubstitute}: disabled, or write $${used}`,
        },
      ),
    ];
  });
}
