import { join } from 'node:path';
import { stringify } from 'yaml';
import { promtool } from '../../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../../src/sightline/prometheus/temp-files';
import { globalScrapeConfig } from '../../../../src/sightline/scrape/global-config';
import type { PrometheusSettings } from '../../../../src/sightline/scrape/prometheus-settings';
import { readJob } from '../../../../src/sightline/scrape/relabel/read-job';
import { jobRefusals } from '../../../../src/sightline/scrape/rejection/job-refusals';
import { serviceMonitorRejections } from '../../../../src/sightline/scrape/rejection/monitor-rejections';
import type { ScrapeConfig } from '../../../../src/sightline/scrape/scrape-config';
import { serviceMonitorJobs } from '../../../../src/sightline/scrape/service-monitor-config';
import { staticDiscovery } from '../../../../tools/prometheus/static-discovery';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { only, serviceMonitor } from '../monitors';

const key = { name: 'access', key: 'token' };
const basicAuth = { username: key, password: key };
const mesh: PrometheusSettings = {
  scrapeClasses: [{ name: 'mesh', default: true, authorization: { credentialsFile: '/m-token' } }],
};

/** Endpoints that the operator accepts, with what Prometheus refuses in each; undefined where it takes it. */
const endpoints: readonly (readonly [object, PrometheusSettings, string | undefined])[] = [
  [{ port: 'web', basicAuth }, {}, undefined],
  [{ port: 'web', basicAuth }, mesh, 'one way to authenticate'],
  [{ port: 'web', bearerTokenFile: '/token', basicAuth }, {}, 'one way to authenticate'],
  [
    { port: 'web', bearerTokenFile: '/token', authorization: { credentials: key } },
    {},
    'one way to authenticate',
  ],
  [{ port: 'web', scrapeTimeout: '20s', interval: '15s' }, {}, 'must not take longer'],
  [{ port: 'web', interval: '5s' }, { scrapeTimeout: '10s' }, undefined],
  [{ port: 'we(b' }, {}, 'regular expression'],
  [{ targetPort: '(' }, {}, 'regular expression'],
  [{ port: 'web|admin' }, {}, undefined],
  [
    { port: 'web', relabelings: [{ action: 'keepequal', targetLabel: 'a', regex: '(.*)' }] },
    {},
    'must not be set for the action keepequal',
  ],
  [
    { port: 'web', metricRelabelings: [{ action: 'dropequal', targetLabel: 'a', regex: '(.*)' }] },
    {},
    'dropequal',
  ],
];

describeOnPrometheus('a job that the operator writes', (prometheus) => {
  test.each(endpoints)('of %j under %j is refused for: %s', async (endpoint, given, reason) => {
    const settings = { ...given, version: prometheus.version };
    const monitor = serviceMonitor(endpoint);
    const job = only(serviceMonitorJobs(monitor, settings));
    const refusals = jobRefusals(readJob(job, settings), 'spec.endpoints[0]', settings);
    expect(refusals.map(({ id, message }) => [id, message])).toEqual(
      reason === undefined ? [] : [['OPR013', expect.stringContaining(reason)]],
    );
    const config = {
      global: globalScrapeConfig(settings),
      scrape_configs: [withSecrets(staticDiscovery(job, []))],
    };
    const verdict = await withTempFiles({ 'prometheus.yml': stringify(config) }, (folder) =>
      promtool(prometheus).checkConfig(join(folder, 'prometheus.yml')),
    );
    // of files promtool says as well whether they are there
    expect(verdict.ok).toBe(reason === undefined);
    // the operator sees nothing in it, but for the timeout
    if (!('scrapeTimeout' in endpoint)) expect(serviceMonitorRejections(monitor, settings)).toEqual([]);
  });
});

/** The job with texts in place of what the operator reads from Secrets. */
function withSecrets(job: object): unknown {
  return JSON.parse(JSON.stringify(job), (_, value: unknown) => (isReference(value) ? 'x' : value));
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'from' in value && 'key' in value;
}

test('a refusal names the rule and where it comes of', () => {
  const settings = {};
  const job: ScrapeConfig = only(serviceMonitorJobs(serviceMonitor({ port: 'we(b' }), settings));
  expect(jobRefusals(readJob(job, settings), 'spec.endpoints[0]', settings)).toEqual([
    {
      id: 'OPR013',
      severity: 'error',
      path: 'spec.endpoints[0]',
      message: expect.stringMatching(
        /^'regex' \("we\(b"\) in rule 2 of 'relabel_configs' must be a regular expression of RE2: .*: the operator lets it through, and Prometheus refuses its whole configuration: it keeps the old one, or does not start$/,
      ),
      fix: 'correct the field of the monitor, or of its scrape class, that the rule comes of',
    },
  ]);
});
