import { error } from '../../problem/problems';
import { isAtLeast } from '../../promql/syntax/dialect';
import type { Check } from '../check';
import { firstForHistograms, nativeHistogramsIn } from '../scrape/unread-histograms';

/** Native histograms for a Prometheus that is too old for them. */
export const nativeHistogramsCheck: Check = {
  layer: 'stack',
  run: (world) =>
    world.stacks.flatMap((stack) => {
      const { version } = stack.dialect;
      if (version === undefined || isAtLeast(version, firstForHistograms)) return [];
      const [found] = world.services
        .filter(({ stack: of }) => of === stack.path)
        .flatMap(({ path, contract }) => {
          const read = [...contract.metrics, ...contract.objectives.flatMap(({ metrics }) => metrics)];
          return nativeHistogramsIn(read).map(({ name }) => ({ path, name }));
        });
      if (found === undefined) return [];
      return [
        error(
          'HLM022',
          `'${found.name}' is a native histogram, and the Prometheus of '${stack.release}' is ${version}: before ${firstForHistograms} they are an experiment that estimates within buckets in another way, and not every promtool reads the tests that ship`,
          {
            path: found.path,
            fix: `run Prometheus ${firstForHistograms} or newer, or declare a histogram with classic buckets`,
          },
        ),
      ];
    }),
};
