import { tracePath } from '../../../../src/sightline/scrape/path/trace-path';
import type { ApiObject } from '../../../../src/sightline/scrape/path/world';
import type { Labels } from '../../../../src/sightline/scrape/relabel/label-builder';
import { inShard } from '../../../../src/sightline/scrape/relabel-steps';
import type { ScrapeConfig } from '../../../../src/sightline/scrape/scrape-config';
import type { Found } from '../../../../tools/prometheus/find';
import { startPrometheus, type Server } from '../../../../tools/prometheus/server';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { foundTargets } from '../found-targets';
import { type KubernetesApi, startKubernetesApi } from './kubernetes-api';
import { object, selecting, shop, worldOf } from './shop-world';

// the objects of a program
const podSpec = {
  initContainers: [
    { name: 'proxy', image: 'proxy:2', ports: [{ name: 'admin', containerPort: 9901, protocol: 'TCP' }] },
  ],
  containers: [
    {
      name: 'api',
      image: 'shop:1',
      ports: [
        { name: 'web', containerPort: 8080, protocol: 'TCP' },
        { name: 'debug', containerPort: 6060, protocol: 'TCP' },
      ],
    },
    { name: 'logs', image: 'logs:3' },
  ],
};
const podMetadata = {
  labels: { app: 'shop', 'app.kubernetes.io/version': '1.2.3' },
  annotations: { 'prometheus.io/scrape': 'true' },
};
const deployment = object('apps/v1', 'Deployment', 'shop', {
  spec: { template: { metadata: podMetadata, spec: podSpec } },
});
const serviceMetadata = { labels: { app: 'shop', team: 'a-b' }, annotations: { owner: 'shop team' } };
const ports = [
  { name: 'http', port: 80, targetPort: 'web', protocol: 'TCP' },
  { name: 'raw', port: 7000, targetPort: 7001, protocol: 'TCP' },
];
const service = shop.service({ ports }, serviceMetadata);

// the same as a cluster has it, with names and addresses of the kind that the simulation makes up
const pod = 'shop-5d8c7f9b6d-x7k2p';
const targetRef = { kind: 'Pod', namespace: 'retail', name: pod };
const endpointPorts = [
  { name: 'http', port: 8080, protocol: 'TCP' },
  { name: 'raw', port: 7001, protocol: 'TCP' },
];
const named = (name: string, more: object) => ({ name, namespace: 'retail', ...more });
const cluster = {
  pods: [
    {
      metadata: named(pod, {
        ...podMetadata,
        uid: '00000000-0000-4000-8000-000000000000',
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'shop-5d8c7f9b6d', uid: 'u', controller: true },
        ],
      }),
      spec: { ...podSpec, nodeName: 'node-1' },
      status: {
        phase: 'Running',
        podIP: '10.244.1.17',
        hostIP: '192.0.2.10',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
  ],
  services: [{ metadata: named('shop', serviceMetadata), spec: { selector: { app: 'shop' }, ports } }],
  endpoints: [
    {
      metadata: named('shop', { labels: serviceMetadata.labels }),
      subsets: [{ addresses: [{ ip: '10.244.1.17', nodeName: 'node-1', targetRef }], ports: endpointPorts }],
    },
  ],
  endpointslices: [
    {
      metadata: named('shop-x7k2p', {
        labels: { ...serviceMetadata.labels, 'kubernetes.io/service-name': 'shop' },
      }),
      addressType: 'IPv4',
      ports: endpointPorts,
      endpoints: [
        {
          addresses: ['10.244.1.17'],
          conditions: { ready: true, serving: true, terminating: false },
          nodeName: 'node-1',
          zone: 'zone-a',
          targetRef,
        },
      ],
    },
  ],
};

const relabelings = [
  { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(app_.+)' },
  { sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], targetLabel: 'wanted' },
];
const monitors: readonly (readonly [string, ApiObject])[] = [
  ['endpoints', shop.monitor({ port: 'http', interval: '1000h', relabelings }, { targetLabels: ['team'] })],
  ['every port', shop.monitor({ interval: '1000h', params: { module: ['x'] }, scheme: 'https' })],
  ['targetPort', shop.monitor({ targetPort: 6060, interval: '1000h' })],
  [
    'slices',
    shop.monitor(
      { targetPort: 'web', interval: '1000h', path: '/m' },
      { serviceDiscoveryRole: 'EndpointSlice', podTargetLabels: ['app'] },
    ),
  ],
  ['pods', shop.podMonitor({ port: 'debug', interval: '1000h' })],
  ['all containers', shop.podMonitor({ interval: '1000h' }, { jobLabel: 'app' })],
];

describeOnPrometheus('targets of the simulation', (prometheus) => {
  // Debian's 2.42 is built without Kubernetes discovery
  const run = prometheus.version.startsWith('2.') ? test.skip : test;

  run(
    'are those that Prometheus discovers, with the same labels before and after relabelling',
    async () => {
      const jobs = monitors.map(([, monitor]) => simulate(monitor, prometheus.version));
      const api = await startKubernetesApi(cluster);
      const server = await start(prometheus, api, jobs);
      try {
        const wanted = jobs.reduce((sum, { targets }) => sum + targets.length, 0);
        const found = await discovered(server, wanted);
        for (const [index, { job, targets }] of jobs.entries()) {
          expect({ monitor: monitors[index]?.[0], targets: sorted(targets) }).toEqual({
            monitor: monitors[index]?.[0],
            targets: sorted(found.filter((target) => target.discovered['job'] === job.job_name)),
          });
        }
        expect(wanted).toBeGreaterThan(12);
      } finally {
        await server.stop();
        await api.stop();
      }
    },
    60_000,
  );
});

interface Target {
  readonly discovered: Labels;

  /** Undefined where it is dropped. */
  readonly labels?: Labels;
}

/** What ours makes of a monitor, under a job name of its own. */
function simulate(
  monitor: ApiObject,
  version: string,
): { readonly job: ScrapeConfig; readonly targets: readonly Target[] } {
  const world = worldOf([monitor, service, deployment], selecting({ version, scrapeInterval: '1000h' }));
  const [path] = tracePath(monitor, world)?.jobs ?? [];
  if (path === undefined) throw new Error('there is no job');
  const unique = `${path.job.job_name}/${monitors.findIndex(([, each]) => each === monitor)}`;
  return {
    job: { ...path.job, job_name: unique },
    targets: path.targets.map(({ discovered: labels, labels: after, kept }) => ({
      discovered: { ...labels, job: unique },
      ...(kept === true ? { labels: after } : {}),
    })),
  };
}

function start(
  prometheus: Found,
  api: KubernetesApi,
  jobs: readonly { readonly job: ScrapeConfig }[],
): Promise<Server> {
  return startPrometheus({
    prometheus,
    config: {
      global: { scrape_interval: '1000h' },
      scrape_configs: jobs.map(({ job }) => ({
        ...job,
        kubernetes_sd_configs: (job.kubernetes_sd_configs ?? []).map((each) => ({
          ...each,
          api_server: api.url,
        })),
        relabel_configs: job.relabel_configs.map((rule) => inShard(rule, 0)),
      })),
    },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
}

/** Every target that a server finds, once as many are there. */
async function discovered(server: Server, wanted: number): Promise<Target[]> {
  const { activeTargets, droppedTargets } = await foundTargets(server, wanted, 40_000);
  return [
    ...activeTargets.map(({ discoveredLabels, labels }) => ({
      discovered: filled(discoveredLabels),
      labels,
    })),
    ...droppedTargets.map(({ discoveredLabels }) => ({ discovered: filled(discoveredLabels) })),
  ];
}

/** A label that is empty is one that is not there. */
function filled(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function sorted(targets: readonly Target[]): Target[] {
  const key = ({
    discovered: { __address__: address, __meta_kubernetes_pod_container_name: container },
  }: Target) => `${address} ${container}`;
  return [...targets].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
