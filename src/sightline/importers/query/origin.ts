import type { Notice } from '../slo/import-problems';
import type { Selection } from '../slo/slo';
import { exposerOf } from './exposers';
import type { Selected } from './selected';
import { canBeOwnCounter } from './selection';

/**
 * Whose the metrics of an objective are. One metric of something else makes all of them external: the selectors of a contract are bound to a
 * target, and a ratio of what is bound and what is not would be another.
 */
export function originOf(counters: readonly string[]): Selection['origin'] {
  return counters.some((name) => exposerOf(name) !== undefined || !canBeOwnCounter(name))
    ? 'external'
    : 'own';
}

/** That a metric is declared as something else's, and why. */
export function externalNotice({ name, all }: Selected): Notice {
  const namespace = all.find(({ label }) => label === 'namespace')?.value;
  const where =
    namespace === undefined
      ? ''
      : `: they are of namespace '${namespace}', to which the contract has to be deployed`;
  const exposer = exposerOf(name);
  const why =
    exposer === undefined
      ? `does not end in _total, as each counter in a contract does`
      : `is exposed by ${exposer}, not by the service`;
  return {
    severity: 'info',
    id: 'IMP014',
    message: `'${name}' ${why}: it is declared with external(…), and its selectors stand as they are${where}`,
  };
}

/** That a histogram is likely something else's, though only that of a service can be declared. */
export function histogramNotice(name: string): Notice | undefined {
  const exposer = exposerOf(name);
  return exposer === undefined
    ? undefined
    : {
        severity: 'warning',
        id: 'IMP014',
        message: `histogram '${name}' is most likely exposed by ${exposer}, and the objective is bound to the namespace and service of the contract: it measures nothing where the service is another`,
        fix: `keep it for a service that is ${exposer} itself; for another, measure the latency in the service`,
      };
}
