import { flaggedKinds } from '../../stack/chart-selectors';
import type { PlainValue } from '../../stack/plain-data';
import { selectorFormProblems } from '../../stack/selector-settings';
import { mapAt } from '../../scrape/path/fields';
import type { Check } from '../check';
import { objectsOf, referenceOf } from '../world';

/** Selectors of a Prometheus object with something in them that is no part of a selector. */
export const prometheusSelectorsCheck: Check = {
  layer: 'object',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', 'Prometheus', 'PrometheusAgent').flatMap((object) => {
      const spec = mapAt(object.manifest, 'spec');
      const names = flaggedKinds.flatMap((kind) => [`${kind}Selector`, `${kind}NamespaceSelector`]);
      return names.flatMap((name) =>
        // a manifest is plain data
        selectorFormProblems((spec[name] ?? null) as PlainValue, `spec.${name}`).map((problem) => ({
          ...problem,
          object: referenceOf(object),
          path: `${object.path} spec.${name}`,
        })),
      );
    }),
};
