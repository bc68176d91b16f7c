import { error } from '../../problem/problems';
import { objectName } from '../../schema/validate-object';
import { groupOf } from '../../scrape/path/world';
import type { Check } from '../check';

/** Objects of one kind, namespace and name: in the cluster the second would overwrite the first. */
export const uniqueCheck: Check = {
  layer: 'object',
  run: ({ objects }) => {
    const first = new Map<string, string>();
    return objects.flatMap(({ apiVersion, manifest, path }) => {
      const name = objectName(manifest);
      if (name === undefined) return [];
      // kinds of other groups may have the same name
      const key = `${groupOf(apiVersion)}/${name}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, path);
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
