import type { PlainValue } from '../../stack/plain-data';
import { selectorFormProblems } from '../../stack/selector-settings';
import { mapAt } from '../../scrape/path/fields';
import type { Check } from '../check';
import { objectsOf, referenceOf } from '../world';

const kinds = ['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager'];

/** What selects objects by labels, or their namespaces. */
const selector =
  /^(?:serviceMonitor|podMonitor|probe|scrapeConfig|rule|alertmanagerConfig)(?:Namespace)?Selector$/;

/** Selectors of an object that selects with something in them that is no part of a selector. */
export const prometheusSelectorsCheck: Check = {
  layer: 'object',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', ...kinds).flatMap((object) => {
      const spec = mapAt(object.manifest, 'spec');
      const names = Object.keys(spec).filter((name) => selector.test(name));
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
