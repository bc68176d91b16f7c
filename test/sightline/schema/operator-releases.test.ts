import imported from '../../../imports/monitoring.coreos.com.schema.json';
import {
  fieldSince,
  operatorRelease,
  operatorVersions,
} from '../../../src/sightline/schema/operator-releases';
import { validateObject } from '../../../src/sightline/schema/validate-object';
import { serviceMonitorJobs } from '../../../src/sightline/scrape/service-monitor-config';
import { scrapeConfigJob } from '../../../src/sightline/scrape/scrape-config-job';
import { chart } from '../../../src/sightline/stack/chart';
import { operatorOf } from '../../../src/sightline/stack/operator-version';
import { stackValues } from '../../../src/sightline/stack/values';
import { set } from './edits';
import { serviceMonitor } from './samples';

const withExtra = set<unknown>(serviceMonitor, ['spec', 'extraScrapeMetrics'], true);
const scrapeConfig = (spec: object): object => ({
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'ScrapeConfig',
  metadata: { name: 'db', namespace: 'shop' },
  spec,
});

describe('a release of the operator', () => {
  test('is that of the chart and of the imported definitions, unless a stack says another', () => {
    expect(`v${operatorVersions[0]}`).toBe(chart.operatorVersion);
    expect(operatorVersions[0]).toBe(imported.operatorVersion);
    expect(operatorOf({})).toBe('0.93.1');
    expect(operatorOf(stackValues({ grafana: false, operator: { version: '0.94.1' } }))).toBe('0.94.1');
  });

  test.each([
    ['v0.94.1', '0.94.1'],
    ['0.94.7', '0.94.1'],
    ['v1.2.0', '0.95.0'],
    ['v0.95.0-rc.1', '0.95.0'],
    ['v0.92.0', undefined],
    ['latest', undefined],
  ])('with the tag %s is known as %s', (tag, known) => {
    expect(operatorRelease(tag)).toBe(known);
  });

  test('that lacks a field says since when there is one', () => {
    const [problem, ...others] = validateObject(withExtra, '0.94.1');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      id: 'SCH001',
      path: 'spec.extraScrapeMetrics',
      message:
        "'extraScrapeMetrics' (true) is a field since prometheus-operator 0.95.0, and the stack has 0.94.1; the API server drops or refuses it.",
      fix: "Leave it out; or install 0.95.0 with its definitions, and say so: operator: { version: '0.95.0' } of the stack, or prometheusOperator.image.tag of its values.",
    });
  });

  test('that has it takes it, and so does one that nobody names', () => {
    expect(validateObject(withExtra, '0.95.0')).toEqual([]);
    expect(validateObject(withExtra)).toEqual([]);
    expect(
      validateObject(set<unknown>(withExtra, ['spec', 'extraScrapeMetrics'], 'yes'), '0.95.0'),
    ).toHaveLength(1);
    expect(fieldSince('PrometheusRule', 'spec.extraScrapeMetrics')).toBeUndefined();
  });

  test.each([
    ['a namespace without a name', { kubernetesSDConfigs: [{ role: 'Pod', namespaces: { names: [''] } }] }],
    ['a role of Hetzner in lower case', { hetznerSDConfigs: [{ role: 'hcloud' }] }],
    ['a tag of Consul that is empty', { consulSDConfigs: [{ server: 'consul:8500', tags: [''] }] }],
  ])('from 0.94 on refuses %s', (_, spec) => {
    expect(validateObject(scrapeConfig(spec), '0.93.1')).toEqual([]);
    expect(validateObject(scrapeConfig(spec))).toEqual([]);
    expect(validateObject(scrapeConfig(spec), '0.94.0').map(({ id }) => id)).toEqual(['SCH001']);
  });
});

describe('extraScrapeMetrics', () => {
  const metadata = { name: 'shop', namespace: 'shop' };
  const endpoints = [{ port: 'http' }];

  test('is written for a Prometheus that knows it, 3.10 and newer', () => {
    const jobs = ['3.10.0', '3.9.1'].map((version) => [
      ...serviceMonitorJobs(
        { metadata, spec: { selector: {}, endpoints, extraScrapeMetrics: true } },
        { version },
      ),
      scrapeConfigJob({ metadata, spec: { extraScrapeMetrics: false } }, { version }),
    ]);
    expect(jobs.map((each) => each.map((job) => job.extra_scrape_metrics))).toEqual([
      [true, false],
      [undefined, undefined],
    ]);
  });
});
