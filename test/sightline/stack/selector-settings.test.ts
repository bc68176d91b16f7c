import type { PlainMap } from '../../../src/sightline/stack/plain-data';
import { selectorSettingProblems } from '../../../src/sightline/stack/selector-settings';

const spec = (settings: PlainMap): PlainMap => ({ prometheus: { prometheusSpec: settings } });

describe('the settings of selectors', () => {
  test.each(['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'])(
    'of %s are wrong with a flag in quotes',
    (kind) => {
      expect(selectorSettingProblems(spec({ [`${kind}SelectorNilUsesHelmValues`]: 'false' }))).toMatchObject([
        { id: 'HLM002', fix: 'write it without quotes' },
      ]);
    },
  );

  test.each([true, false, null, 0, '', 'true'])('are right with the flag %j', (flag) => {
    expect(selectorSettingProblems(spec({ probeSelectorNilUsesHelmValues: flag }))).toEqual([]);
  });

  test('are wrong with an empty selector that is alone', () => {
    expect(selectorSettingProblems(spec({ podMonitorSelector: {} }))).toMatchObject([
      {
        id: 'HLM003',
        path: 'values.prometheus.prometheusSpec.podMonitorSelector',
        fix: "set 'values.prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues' to false",
      },
    ]);
  });

  test('are right with an empty selector whose flag is set, as in a copy of the defaults of the chart', () => {
    for (const flag of [true, false]) {
      const both = { podMonitorSelector: {}, podMonitorSelectorNilUsesHelmValues: flag };
      expect(selectorSettingProblems(spec(both))).toEqual([]);
    }
  });

  test('are wrong where something else than a label selector is given', () => {
    const settings = {
      serviceMonitorNamespaceSelector: { matchNames: ['shop'] },
      ruleSelector: { team: 'a' },
    };
    expect(selectorSettingProblems(spec(settings))).toMatchObject([
      {
        id: 'SEL003',
        path: 'values.prometheus.prometheusSpec.serviceMonitorNamespaceSelector',
        message: expect.stringContaining("'matchNames'") as unknown,
      },
      {
        id: 'SEL003',
        path: 'values.prometheus.prometheusSpec.ruleSelector',
        fix: 'put the labels under matchLabels',
      },
    ]);
  });
});
