import { error } from '../../problem/problems';
import { objectName } from '../../schema/validate-object';
import type { Check } from '../check';

/** Objects of one kind, namespace and name: in the cluster the second would overwrite the first. */
export const uniqueCheck: Check = {
  layer: 'object',
  run: ({ objects }) => {
    const first = new Map<string, string>();
    return objects.flatMap(({ manifest, path }) => {
      const name = objectName(manifest);
      if (name === undefined) return [];
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, path);
        return [];
      }
      return [
        error(
          'SCH005',
          `'${name}' is there twice: '${earlier}' makes it too, and one would overwrite the other`,
          { object: name, path, fix: 'give one of them another name or namespace' },
        ),
      ];
    });
  },
};
