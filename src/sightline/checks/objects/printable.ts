import { error } from '../../problem/problems';
import { objectName } from '../../schema/validate-object';
import { unprintable } from '../../yaml/unprintable';
import type { Check } from '../check';

/** What of an object no reader of YAML takes: where a patch or a text of somebody else brings it, no schema sees it. */
export const printableCheck: Check = {
  layer: 'object',
  run: ({ objects }) =>
    objects.flatMap(({ manifest, path: constructPath }) => {
      const object = objectName(manifest);
      return unprintable(manifest).map(({ path, why }) =>
        error('SCH006', `'${path}' ${why}: no reader of YAML takes it`, {
          path: `${constructPath} ${path}`,
          fix: 'write whole characters, finite numbers and plain data',
          ...(object === undefined ? {} : { object }),
        }),
      );
    }),
};
