import { seriesLabels } from '../../../../src/sightline/scrape/path/series-labels';
import { readRules } from '../../../../src/sightline/scrape/relabel/relabel-rule';
import type { RelabelConfig } from '../../../../src/sightline/scrape/scrape-config';
import { pathOf, selecting, shop } from './shop-world';

const target = { labels: { job: 'shop', instance: 'a:1', namespace: 'retail', endpoint: 'http' } };

function labelsOf(
  exposed: Record<string, string>,
  honor_labels = false,
  rules: readonly RelabelConfig[] = [],
) {
  const read = readRules(rules);
  if (!read.ok) throw new Error(read.fault.rule);
  const job = { job_name: 'j', honor_labels, kubernetes_sd_configs: [], relabel_configs: [] };
  return seriesLabels({ job, metricRules: read.rules }, target, exposed);
}

describe('the labels of a series', () => {
  test('are those of the page and those of the target', () => {
    expect(labelsOf({ __name__: 'up_x', route: '/' })).toEqual({
      ...target.labels,
      __name__: 'up_x',
      route: '/',
    });
  });

  test('are exported where both have them, also more than once', () => {
    expect(labelsOf({ endpoint: '/tasks', exported_endpoint: 'own', namespace: '' })).toEqual({
      ...target.labels,
      exported_endpoint: 'own',
      exported_exported_endpoint: '/tasks',
    });
  });

  test('are those of the page where the job honours them', () => {
    expect(labelsOf({ endpoint: '/tasks', namespace: '' }, true)).toEqual({
      ...target.labels,
      endpoint: '/tasks',
    });
  });

  test('are changed by rules for samples in the end, and some drop', () => {
    const rules = [
      { source_labels: ['exported_endpoint'], regex: '(.+)', target_label: 'route' },
      { action: 'drop', source_labels: ['__name__'], regex: 'go_.*' },
    ];
    expect(labelsOf({ __name__: 'x', endpoint: '/' }, false, rules)).toMatchObject({
      route: '/',
      endpoint: 'http',
    });
    expect(labelsOf({ __name__: 'go_threads' }, false, rules)).toBeUndefined();
  });

  test('have the enforced namespace, whatever page, target and rules say', () => {
    const path = pathOf(
      [shop.monitor({ port: 'http', honorLabels: true }), shop.service(), shop.deployment()],
      selecting({ enforcedNamespaceLabel: 'namespace' }),
    );
    const [job] = path.jobs;
    const [first] = job?.targets ?? [];
    if (job === undefined || first === undefined) throw new Error('there is no target');
    expect(seriesLabels(job, first, { namespace: 'forged' })).toMatchObject({ namespace: 'retail' });
  });
});
