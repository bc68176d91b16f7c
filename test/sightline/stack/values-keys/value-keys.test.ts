import * as fc from '../../../fast-check';
import { patchBetween } from '../../../../scripts/import-chart/patch-between';
import { knownValuesCheck } from '../../../../src/sightline/checks/stacks/known-values';
import { isMap, type PlainMap } from '../../../../src/sightline/stack/plain-data';
import { patched, type ValueMap } from '../../../../src/sightline/stack/values-keys/keys-of-versions';
import {
  chartKeys,
  chartKeysOf,
  knownVersions,
} from '../../../../src/sightline/stack/values-keys/value-keys';

describe('the keys of a version of the chart', () => {
  it('are known of the five newest, and of the last of the four majors before', () => {
    expect(knownVersions).toEqual([
      ...['88.5.3', '88.5.2', '88.5.1', '88.5.0', '88.4.0'],
      ...['87.21.0', '86.3.2', '85.4.0', '84.5.0'],
    ]);
  });

  it('are not those of the nearest version where they are not known', () => {
    expect(chartKeysOf('88.5.3')).toBe(chartKeys);
    expect(chartKeysOf('88.5.4')).toBeUndefined();
    expect(chartKeysOf('constructor')).toBeUndefined();
  });

  // grafana 12.10.0, which 87.21.0 depends on, has no startupProbe; 12.11.1 has one
  it('are those of the subcharts that it depends on', () => {
    const grafanaOf = (version: string): readonly string[] => {
      const grafana = chartKeysOf(version)?.['grafana'];
      return isMap(grafana) ? Object.keys(grafana) : [];
    };
    expect(grafanaOf('88.5.3')).toContain('startupProbe');
    expect(grafanaOf('87.21.0')).not.toContain('startupProbe');
    expect(grafanaOf('87.21.0')).toContain('readinessProbe');
  });

  it('decide what is unknown, by the version that is installed', () => {
    const values: PlainMap = { prometheus: { prometheusSpec: { keepDroppedTargets: 5 } } };
    const found = (chartVersion: string): readonly string[] =>
      knownValuesCheck
        .run({ stacks: [{ path: 'stack', chartVersion, values }] } as unknown as Parameters<
          typeof knownValuesCheck.run
        >[0]) // all that it reads
        .map(({ message }) => message);
    expect(found('88.5.3')).toEqual([]);
    expect(found('86.3.2')).toEqual([
      "'values.prometheus.prometheusSpec.keepDroppedTargets' is read by no template of kube-prometheus-stack 86.3.2: Helm takes it without a word, and it has no effect",
    ]);
    expect(found('1.0.0')).toEqual([]);
  });

  const keys = fc.letrec<{ map: ValueMap; either: ValueMap | 'text' }>((tie) => ({
    map: fc.dictionary(fc.constantFrom('a', 'b', 'c', '*'), tie('either'), { maxKeys: 4 }),
    either: fc.oneof({ maxDepth: 3 }, fc.constantFrom('text' as const), tie('map')),
  })).map;

  it('are what the difference to another version makes of those', () => {
    fc.assert(
      fc.property(keys, keys, (from, to) => {
        expect(patched(from, patchBetween(from, to))).toEqual(to);
      }),
    );
  });
});
