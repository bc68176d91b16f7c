import { selectorSettingProblems } from '../../stack/selector-settings';
import { featureProblems } from '../../stack/prometheus-dialect';
import type { Check } from '../check';

/** Settings in values that do something else than they seem to. Of a stack of the program its options tell them. */
export const chartSettingsCheck: Check = {
  layer: 'stack',
  run: ({ stacks }) =>
    stacks.flatMap(({ path, values }) => [
      ...selectorSettingProblems(values).map((each) => ({
        ...each,
        path: `${path}.${each.path ?? 'values'}`,
      })),
      ...featureProblems(values).map((each) => ({ ...each, path: `${path}.values.${each.path ?? ''}` })),
    ]),
};
