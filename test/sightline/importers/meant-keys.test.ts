import { importText } from '../../../src/sightline/importers/import-text';
import { openSlo, slothSamples } from './samples';

const sloth = `version: prometheus/v1
service: shop
slos:
  - name: a
    objective: 99
    sli:
      events:
        error_query: sum(rate(x_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(x_total[{{.window}}]))
    alerting:
      page_alert: { disable: true }
`;
const raw = sloth.replace(/events:[^]*alerting/, 'raw:\n        error_ratio_query: x\n    alerting');

describe('a key that is meant to be another', () => {
  test.each([
    ['error_query', 'errorQuery', sloth],
    ['error_query', 'error-query', sloth],
    ['total_query', 'totalQuery', sloth],
    ['total_query', 'totel_query', sloth],
    ['error_ratio_query', 'errorRatioQuery', raw],
    ['events', 'event', sloth],
    ['raw', 'Raw', raw],
    ['sli', 'SLI', sloth],
    ['objective', 'objectives', sloth],
    ['name', 'Name', sloth],
    ['service', 'Service', sloth],
    ['slos', 'slo', sloth],
  ])('%s is named once where Sloth has %s', (name, written, text) => {
    const { problems, unreadable } = importText('sloth', text.replace(`${name}:`, `${written}:`));
    expect(unreadable).toBeUndefined();
    expect(problems).toMatchObject([
      { id: 'IMP001', severity: 'error', fix: `did you mean '${name}' for '${written}'?` },
    ]);
  });

  test('is named as an object of Kubernetes writes it', () => {
    const text = slothSamples.object.replace('totalQuery:', 'totlQuery:');
    expect(importText('sloth', text).problems).toMatchObject([
      {
        id: 'IMP001',
        line: 15,
        message: "'totalQuery' (nothing) must be a query",
        fix: "did you mean 'totalQuery' for 'totlQuery'?",
      },
    ]);
  });

  test('is left out with a warning where nothing needs it', () => {
    const text = sloth.replace('page_alert', 'pageAlert');
    expect(importText('sloth', text)).toMatchObject({
      carried: 1,
      problems: [{ id: 'IMP009', line: 11, fix: "did you mean 'page_alert'?" }],
    });
    const more = sloth.replace('        total_query', '        total_querys: x\n        total_query');
    expect(importText('sloth', more)).toMatchObject({
      carried: 1,
      problems: [{ id: 'IMP009', line: 9, fix: "did you mean 'total_query'?" }],
    });
  });

  test.each([
    ['ratioMetric', 'ratio_metric'],
    ['good', 'Good'],
    ['total', 'totals'],
    ['indicator', 'Indicator'],
    ['service', 'Service'],
    ['objectives', 'objective'],
    ['target', 'Target'],
  ])('%s is named where OpenSLO has %s', (name, written) => {
    const { problems } = importText('openslo', openSlo({}).replace(`${name}:`, `${written}:`));
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { id: 'IMP001', fix: `did you mean '${name}' for '${written}'?` },
    ]);
  });
});
