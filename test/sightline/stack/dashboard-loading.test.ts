import { dashboardLoading, dashboardNamespace } from '../../../src/sightline/stack/dashboard-loading';
import type { HelmValues } from '../../../src/sightline/stack/helm-values';

/** What the sidecar of these settings looks for. */
function loadedWith(dashboards: HelmValues): ReturnType<typeof dashboardLoading> {
  return dashboardLoading({ grafana: { sidecar: { dashboards } } }, 'monitoring');
}

const chart = { label: 'grafana_dashboard', labelValue: '1', namespaces: 'all' };

describe('how the Grafana of a stack finds dashboards', () => {
  test('is that of the chart where the values say nothing', () => {
    expect(dashboardLoading({}, 'monitoring')).toEqual(chart);
  });

  test.each([
    ['Grafana', { grafana: { enabled: false } }],
    ['the sidecar', { grafana: { sidecar: { dashboards: { enabled: false } } } }],
    ['ConfigMaps', { grafana: { sidecar: { dashboards: { resource: 'secret' } } } }],
    ['any label', { grafana: { sidecar: { dashboards: { label: null } } } }],
  ])('is not at all without %s', (_, values) => {
    expect(dashboardLoading(values, 'monitoring')).toBeUndefined();
  });

  test.each<[HelmValues, object]>([
    [
      { label: 'dashboards', labelValue: 'team' },
      { label: 'dashboards', labelValue: 'team' },
    ],
    [{ labelValue: 1 }, { labelValue: '1' }],
    // any value does
    [{ labelValue: null }, { labelValue: '1', anyValue: true }],
    [{ searchNamespace: 'ALL' }, { namespaces: 'all' }],
    [{ searchNamespace: null }, { namespaces: ['monitoring'] }],
    [{ searchNamespace: 'shop, billing' }, { namespaces: ['shop', 'billing'] }],
    [{ searchNamespace: ['shop', 'billing'] }, { namespaces: ['shop', 'billing'] }],
    [
      { folderAnnotation: 'folder', provider: { foldersFromFilesStructure: true } },
      { folderAnnotation: 'folder' },
    ],
    // Grafana does not look at folders then
    [{ folderAnnotation: 'folder' }, {}],
  ])('is what the values say: %j', (values, expected) => {
    expect(loadedWith(values)).toEqual({ ...chart, ...expected });
  });

  test('puts a dashboard where it is looked for, as near to its service as can be', () => {
    const inThese = (namespaces: readonly string[] | 'all') =>
      dashboardNamespace({ label: 'l', labelValue: '1', namespaces }, ['shop', 'monitoring']);
    expect(inThese('all')).toBe('shop');
    expect(inThese(['monitoring', 'shop'])).toBe('shop');
    expect(inThese(['other', 'monitoring'])).toBe('monitoring');
    expect(inThese(['other'])).toBe('other');
  });
});
