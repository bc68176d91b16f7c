import { targetKey } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { objectName } from '../../schema/validate-object';
import { groupOf } from '../../scrape/path/world';
import type { Check } from '../check';
import type { ServiceFacts } from '../world';

/**
 * Objects of one kind, namespace and name: in the cluster the second would overwrite the first. Of a service that is declared twice all objects are there
 * twice, which is told once.
 */
export const uniqueCheck: Check = {
  layer: 'object',
  run: ({ objects, services }) => {
    const repeated = repeatedServices(services);
    const isOfRepeated = (path: string): boolean =>
      repeated.some(({ again }) => path.startsWith(`${again.path}/`));
    const first = new Map<string, string>();
    const twice = objects.flatMap(({ apiVersion, manifest, path }) => {
      const name = objectName(manifest);
      if (name === undefined) return [];
      // kinds of other groups may have the same name
      const key = `${groupOf(apiVersion)}/${name}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, path);
        return [];
      }
      return isOfRepeated(path) ? [] : [tellTwice(name, path, earlier)];
    });
    return [...repeated.map(tellRepeated), ...twice];
  },
};

function tellTwice(name: string, path: string, earlier: string): Problem {
  return error(
    'SCH005',
    `'${name}' is there twice: '${earlier}' makes it too, and one would overwrite the other`,
    { object: name, path, fix: 'give one of them another name or namespace' },
  );
}

/** A service of which another has the same namespace and name. */
interface Repeated {
  readonly again: ServiceFacts;
  readonly earlier: ServiceFacts;
}

function repeatedServices(services: readonly ServiceFacts[]): Repeated[] {
  const first = new Map<string, ServiceFacts>();
  return services.flatMap((again) => {
    const key = targetKey(again.target);
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ again, earlier }];
    first.set(key, again);
    return [];
  });
}

function tellRepeated({ again, earlier }: Repeated): Problem {
  const { namespace, service } = again.target;
  return error(
    'SCH005',
    `the service '${service}' in namespace '${namespace}' is declared twice: '${earlier.path}' declares it too, and the objects of one would overwrite those of the other`,
    {
      path: again.path,
      fix: 'remove one of them, give one another name or namespace, or, if they are for different clusters, make each in an Environment',
    },
  );
}
