import { podMonitorJobs } from '../../../src/sightline/scrape/pod-monitor-config';
import { serviceMonitorJobs } from '../../../src/sightline/scrape/service-monitor-config';
import { only, podMonitor, serviceMonitor, shard, short } from './monitors';

const rulesOf = (...input: Parameters<typeof serviceMonitorJobs>) =>
  only(serviceMonitorJobs(...input)).relabel_configs.map(short);

/** What stands between the port and the user's rules. */
const targetLabels = [
  'replace endpoint_address_target_kind+endpoint_address_target_name Node;(.*) ${1} > node',
  'replace endpoint_address_target_kind+endpoint_address_target_name Pod;(.*) ${1} > pod',
  'replace namespace > namespace',
  'replace service_name > service',
  'replace pod_name > pod',
  'replace pod_container_name > container',
  'drop pod_phase (Failed|Succeeded)',
];
const job = 'replace service_name ${1} > job';

describe('the job of a ServiceMonitor', () => {
  test('is complete for a plain monitor, in the order of the operator', () => {
    const monitor = serviceMonitor(
      { port: 'web', interval: '30s', path: '/metrics' },
      { selector: { matchLabels: { app: 'shop' } } },
    );
    const config = only(serviceMonitorJobs(monitor));
    expect(Object.keys(config)).toEqual([
      'job_name',
      'honor_labels',
      'kubernetes_sd_configs',
      'scrape_interval',
      'metrics_path',
      'relabel_configs',
    ]);
    expect(config).toMatchObject({
      job_name: 'serviceMonitor/retail/shop/0',
      honor_labels: false,
      kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['retail'] } }],
      scrape_interval: '30s',
      metrics_path: '/metrics',
    });
    expect(config.relabel_configs[0]).toEqual({
      source_labels: ['job'],
      target_label: '__tmp_prometheus_job_name',
    });
    expect(config.relabel_configs.map(short)).toEqual([
      'replace job > __tmp_prometheus_job_name',
      'keep service_label_app+service_labelpresent_app (shop);true',
      'keep endpoint_port_name web',
      ...targetLabels,
      job,
      'replace web > endpoint',
      ...shard,
    ]);
  });

  test('is one for each endpoint, numbered', () => {
    const monitor = serviceMonitor(undefined, { endpoints: [{ port: 'web' }, { port: 'admin' }] });
    expect(serviceMonitorJobs(monitor).map(({ job_name }) => job_name)).toEqual([
      'serviceMonitor/retail/shop/0',
      'serviceMonitor/retail/shop/1',
    ]);
  });

  test('selects by labels in their order and by expressions in theirs, with names that discovery can spell', () => {
    const selector = {
      matchLabels: { 'b.io/x': '1', a: '2' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['web', 'api'] },
        { key: 'env', operator: 'NotIn', values: ['dev'] },
        { key: 'team', operator: 'Exists' },
        { key: 'legacy', operator: 'DoesNotExist' },
      ],
    };
    expect(rulesOf(serviceMonitor(undefined, { selector })).slice(1, 7)).toEqual([
      'keep service_label_a+service_labelpresent_a (2);true',
      'keep service_label_b_io_x+service_labelpresent_b_io_x (1);true',
      'keep service_label_tier+service_labelpresent_tier (web|api);true',
      'drop service_label_env+service_labelpresent_env (dev);true',
      'keep service_labelpresent_team true',
      'drop service_labelpresent_legacy true',
    ]);
  });

  test('can leave the selection to the API, with the selector in words', () => {
    const monitor = serviceMonitor(undefined, {
      selectorMechanism: 'RoleSelector',
      selector: {
        matchLabels: { app: 'shop' },
        matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['test', 'dev'] }],
      },
    });
    expect(only(serviceMonitorJobs(monitor)).kubernetes_sd_configs).toEqual([
      {
        role: 'endpoints',
        namespaces: { names: ['retail'] },
        selectors: [
          { role: 'endpoints', label: 'app=shop,env notin (dev,test)' },
          { role: 'service', label: 'app=shop,env notin (dev,test)' },
        ],
      },
    ]);
    expect(rulesOf(monitor)[1]).toBe('keep endpoint_port_name web');
  });

  test.each([
    [{ port: 'web', targetPort: 8080 }, 'keep endpoint_port_name web', 'replace web > endpoint'],
    [{ targetPort: 'http' }, 'keep pod_container_port_name http', 'replace http > endpoint'],
    [{ targetPort: 8080 }, 'keep pod_container_port_number 8080', 'replace 8080 > endpoint'],
  ])('keeps the port %j, and calls it so', (endpoint, keep, label) => {
    expect(rulesOf(serviceMonitor(endpoint))).toEqual([
      'replace job > __tmp_prometheus_job_name',
      keep,
      ...targetLabels,
      job,
      label,
      ...shard,
    ]);
  });

  test('keeps every port, without a label for it, where the endpoint names none', () => {
    expect(rulesOf(serviceMonitor({}))).toEqual([
      'replace job > __tmp_prometheus_job_name',
      ...targetLabels,
      job,
      ...shard,
    ]);
  });

  test('copies labels of the Service and of the pod, those of the server last, and takes the job from a label', () => {
    const monitor = serviceMonitor(
      { port: 'web', filterRunning: false },
      { targetLabels: ['team'], podTargetLabels: ['app.kubernetes.io/version'], jobLabel: 'job-name' },
    );
    expect(rulesOf(monitor, { podTargetLabels: ['zone'] }).slice(7)).toEqual([
      'replace pod_container_name > container',
      'replace service_label_team (.+) ${1} > team',
      'replace pod_label_app_kubernetes_io_version (.+) ${1} > app_kubernetes_io_version',
      'replace pod_label_zone (.+) ${1} > zone',
      job,
      'replace service_label_job_name (.+) ${1} > job',
      'replace web > endpoint',
      ...shard,
    ]);
  });

  test('has the rules of the class, then those of the user, then the enforced namespace, then the shard', () => {
    const monitor = serviceMonitor({
      port: 'web',
      // the schema allows this spelling too, which the generated type has lost
      relabelings: [{ action: 'LabelDrop' as 'labeldrop', regex: 'endpoint' }],
      metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*', separator: '' }],
    });
    const settings = {
      shards: 3,
      enforcedNamespaceLabel: 'ns',
      scrapeClasses: [
        {
          name: 'standard',
          default: true,
          relabelings: [{ targetLabel: 'class', replacement: 'standard' }],
          metricRelabelings: [{ action: 'labeldrop' as const, regex: 'secret' }],
        },
      ],
    };
    expect(rulesOf(monitor, settings).slice(-9)).toEqual([
      'replace web > endpoint',
      'replace standard > class',
      'labeldrop endpoint',
      'replace retail > ns',
      'replace $(SHARD) > __tmp_current_shard',
      'keep __tmp_current_shard 0|1|2',
      'replace __address__+__tmp_hash (.+); $1 > __tmp_hash',
      'hashmod __tmp_hash 3 > __tmp_hash',
      'keep __tmp_hash+__tmp_disable_sharding $(SHARD);|.+;.+',
    ]);
    expect(only(serviceMonitorJobs(monitor, settings)).metric_relabel_configs).toEqual([
      { action: 'labeldrop', regex: 'secret' },
      { action: 'drop', source_labels: ['__name__'], regex: 'go_.*', separator: '' },
      { target_label: 'ns', replacement: 'retail' },
    ]);
  });

  test('does not enforce the namespace of a monitor that is excluded from it', () => {
    const settings = { enforcedNamespaceLabel: 'ns' };
    const excluded = (name?: string, resource = 'servicemonitors') => ({
      ...settings,
      excludedFromEnforcement: [{ resource, namespace: 'retail', name }],
    });
    const enforced = 'replace retail > ns';
    expect(rulesOf(serviceMonitor(), settings)).toContain(enforced);
    expect(rulesOf(serviceMonitor(), excluded('shop'))).not.toContain(enforced);
    expect(rulesOf(serviceMonitor(), excluded())).not.toContain(enforced);
    expect(rulesOf(serviceMonitor(), excluded('other'))).toContain(enforced);
    expect(rulesOf(serviceMonitor(), excluded('shop', 'podmonitors'))).toContain(enforced);
  });

  test('reads EndpointSlices where the monitor or the server says so, and the monitor wins', () => {
    const slices = { serviceDiscoveryRole: 'EndpointSlice' } as const;
    const roles = [
      only(serviceMonitorJobs(serviceMonitor(), slices)),
      only(serviceMonitorJobs(serviceMonitor(undefined, slices))),
      only(serviceMonitorJobs(serviceMonitor(undefined, { serviceDiscoveryRole: 'Endpoints' }), slices)),
    ].map(({ kubernetes_sd_configs: [discovery] }) => discovery?.role);
    expect(roles).toEqual(['endpointslice', 'endpointslice', 'endpoints']);
    expect(rulesOf(serviceMonitor(), slices)).toEqual(
      expect.arrayContaining([
        'keep endpointslice_port_name web',
        'replace endpointslice_address_target_kind+endpointslice_address_target_name Pod;(.*) ${1} > pod',
      ]),
    );
  });

  test.each([
    [undefined, {}, ['retail']],
    [{ matchNames: ['a', 'b'] }, {}, ['a', 'b']],
    [{ matchNames: [] }, {}, ['retail']],
    [{ any: true, matchNames: ['a'] }, {}, undefined],
    [{ any: true }, { ignoreNamespaceSelectors: true }, ['retail']],
  ])(
    'looks for targets with the selector %j and the settings %j in %j',
    (namespaceSelector, settings, names) => {
      const [discovery] = only(
        serviceMonitorJobs(serviceMonitor(undefined, { namespaceSelector }), settings),
      ).kubernetes_sd_configs;
      expect(discovery?.namespaces?.names).toEqual(names);
    },
  );

  test('honours labels and timestamps as the user says, unless the server overrides it', () => {
    const honours = (endpoint: object, settings = {}) => {
      const { honor_labels, honor_timestamps } = only(serviceMonitorJobs(serviceMonitor(endpoint), settings));
      return [honor_labels, honor_timestamps];
    };
    const overriding = { overrideHonorLabels: true, overrideHonorTimestamps: true };
    expect(honours({})).toEqual([false, undefined]);
    expect(honours({ honorLabels: true, honorTimestamps: true })).toEqual([true, true]);
    expect(honours({ honorTimestamps: false })).toEqual([false, false]);
    expect(honours({ honorLabels: true, honorTimestamps: true }, overriding)).toEqual([false, false]);
    expect(honours({}, overriding)).toEqual([false, false]);
  });

  test('refers to Secrets and ConfigMaps of its namespace, and never holds what is in them', () => {
    const from = (key: string) => ({ from: 'Secret', namespace: 'retail', name: 'access', key });
    const secret = (key: string) => ({ name: 'access', key });
    const config = only(
      serviceMonitorJobs(
        serviceMonitor({
          port: 'web',
          scheme: 'https',
          proxyUrl: 'http://proxy:3128',
          proxyConnectHeader: { 'X-Key': [secret('header')] },
          oauth2: {
            clientId: { configMap: { name: 'public', key: 'id' } },
            clientSecret: secret('client'),
            tokenUrl: 'https://login/token',
            scopes: ['metrics'],
          },
          tlsConfig: { ca: { secret: secret('ca') }, certFile: '/cert', serverName: 'shop' },
          basicAuth: { username: secret('user'), password: secret('password') },
          bearerTokenSecret: secret('token'),
          authorization: { credentials: secret('credentials') },
        }),
      ),
    );
    expect(config).toMatchObject({
      scheme: 'https',
      proxy_url: 'http://proxy:3128',
      proxy_connect_header: { 'X-Key': [from('header')] },
      oauth2: {
        client_id: { from: 'ConfigMap', namespace: 'retail', name: 'public', key: 'id' },
        client_secret: from('client'),
        token_url: 'https://login/token',
        scopes: ['metrics'],
      },
      tls_config: { ca_file: from('ca'), cert_file: '/cert', server_name: 'shop' },
      bearer_token: from('token'),
      basic_auth: { username: from('user'), password: from('password') },
      authorization: { type: 'Bearer', credentials: from('credentials') },
    });
  });

  test('takes what it leaves open from its class', () => {
    const settings = {
      scrapeClasses: [
        {
          name: 'mesh',
          tlsConfig: { caFile: '/mesh/ca', certFile: '/mesh/cert', insecureSkipVerify: true },
          authorization: { credentialsFile: '/mesh/token' },
          attachMetadata: { node: true },
          fallbackScrapeProtocol: 'PrometheusText0.0.4' as const,
        },
      ],
    };
    const inherited = only(serviceMonitorJobs(serviceMonitor({}, { scrapeClass: 'mesh' }), settings));
    expect(inherited).toMatchObject({
      kubernetes_sd_configs: [{ attach_metadata: { node: true } }],
      tls_config: { ca_file: '/mesh/ca', cert_file: '/mesh/cert', insecure_skip_verify: true },
      authorization: { type: 'Bearer', credentials_file: '/mesh/token' },
      fallback_scrape_protocol: 'PrometheusText0.0.4',
    });
    const own = serviceMonitor({ tlsConfig: { caFile: '/own/ca' } }, { scrapeClass: 'mesh' });
    expect(only(serviceMonitorJobs(own, settings)).tls_config).toEqual({
      ca_file: '/own/ca',
      cert_file: '/mesh/cert',
    });
    expect(only(serviceMonitorJobs(serviceMonitor(), settings)).tls_config).toBeUndefined();
  });

  test('takes an empty `tlsConfig` for a setting, so that its class gives it files alone', () => {
    const tlsConfig = { caFile: '/mesh/ca', insecureSkipVerify: true };
    const settings = { scrapeClasses: [{ name: 'mesh', default: true, tlsConfig }] };
    const empty = serviceMonitor({ port: 'web', tlsConfig: {} });
    expect(only(serviceMonitorJobs(empty)).tls_config).toEqual({});
    expect(only(serviceMonitorJobs(empty, settings)).tls_config).toEqual({ ca_file: '/mesh/ca' });
    // a PodMonitor's is none, so it has all that its class says
    const pod = podMonitor({ port: 'web', tlsConfig: {} });
    expect(only(podMonitorJobs(pod)).tls_config).toBeUndefined();
    expect(only(podMonitorJobs(pod, settings)).tls_config).toEqual({
      insecure_skip_verify: true,
      ca_file: '/mesh/ca',
    });
  });

  test('has its maps in order, and files after what comes from Secrets', () => {
    const config = only(
      serviceMonitorJobs(
        serviceMonitor({
          port: 'web',
          params: { module: ['b', 'a'], auth: ['x'] },
          tlsConfig: { keySecret: { name: 'tls', key: 'key' }, certFile: '/cert', serverName: 'shop' },
          oauth2: {
            clientId: { secret: { name: 'oauth', key: 'id' } },
            clientSecret: { name: 'oauth', key: 'secret' },
            tokenUrl: 'https://login/token',
            endpointParams: { scope: 'all', audience: 'shop' },
          },
        }),
      ),
    );
    expect(Object.keys(config.params ?? {})).toEqual(['auth', 'module']);
    expect(config.params?.['module']).toEqual(['b', 'a']);
    expect(Object.keys(config.oauth2?.endpoint_params ?? {})).toEqual(['audience', 'scope']);
    expect(Object.keys(config.tls_config ?? {})).toEqual(['key_file', 'server_name', 'cert_file']);
  });

  test('has the action of every rule of a user: the API server fills in `replace`', () => {
    const relabelings = [{ sourceLabels: ['a'], targetLabel: 'b' }];
    const jobs = serviceMonitorJobs(serviceMonitor({ relabelings, metricRelabelings: relabelings }));
    const rule = { source_labels: ['a'], target_label: 'b', action: 'replace' };
    expect(only(jobs).metric_relabel_configs).toEqual([rule]);
    expect(only(jobs).relabel_configs).toContainEqual(rule);
  });

  test('has no rule about shards that are scaled away where the gate of the operator is closed', () => {
    const without = shard.filter((rule) => !rule.includes('__tmp_current_shard'));
    const rules = rulesOf(serviceMonitor(), { shardRetentionPolicy: false });
    expect(rules.slice(-4)).toEqual(['replace web > endpoint', ...without]);
  });
});

describe('the limits of a job', () => {
  const limits = { sampleLimit: 500, targetLimit: 10, bodySizeLimit: '10MB' };
  const of = (spec: object, settings: object) =>
    only(serviceMonitorJobs(serviceMonitor(undefined, spec), settings));

  test('are the lower ones of its own and the enforced ones', () => {
    const enforced = { enforcedSampleLimit: 1000, enforcedTargetLimit: 5, enforcedBodySizeLimit: '1GB' };
    expect(of(limits, enforced)).toMatchObject({
      sample_limit: 500,
      target_limit: 5,
      body_size_limit: '10MB',
    });
    expect(of(limits, { enforcedBodySizeLimit: '500KB' }).body_size_limit).toBe('500KB');
  });

  test('are in the global section since 2.45 where only the server has them', () => {
    const settings = { enforcedSampleLimit: 1000, enforcedBodySizeLimit: '1GB' };
    expect(of({}, settings)).not.toHaveProperty('sample_limit');
    expect(of({}, settings).body_size_limit).toBe('1GB');
    expect(of({}, { ...settings, version: '2.42.0' }).sample_limit).toBe(1000);
  });

  test('of 0 are none, and the operator writes them unless an enforced one holds', () => {
    expect(of({ sampleLimit: 0 }, {}).sample_limit).toBe(0);
    expect(of({ sampleLimit: 0 }, { enforcedSampleLimit: 7 })).not.toHaveProperty('sample_limit');
    expect(of({ sampleLimit: 0 }, { enforcedSampleLimit: 7, version: '2.42.0' }).sample_limit).toBe(7);
  });
});

describe('a server of an older version', () => {
  const monitor = serviceMonitor(
    { port: 'web', trackTimestampsStaleness: true, noProxy: 'x', enableHttp2: false },
    {
      scrapeProtocols: ['PrometheusText1.0.0', 'PrometheusText0.0.4'],
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      scrapeClassicHistograms: true,
      convertClassicHistogramsToNHCB: true,
      nativeHistogramMinBucketFactor: '1500m',
      keepDroppedTargets: 3,
    },
  );
  const versionFields = (version?: string) => {
    const {
      job_name: _1,
      honor_labels: _2,
      kubernetes_sd_configs: _3,
      relabel_configs: _4,
      ...rest
    } = only(serviceMonitorJobs(monitor, { version }));
    return rest;
  };

  test('gets only what it knows', () => {
    expect(versionFields('v2.42.0')).toEqual({ enable_http2: false });
    expect(versionFields('2.53.1')).toEqual({
      enable_http2: false,
      track_timestamps_staleness: true,
      no_proxy: 'x',
      keep_dropped_targets: 3,
      native_histogram_min_bucket_factor: 1.5,
      scrape_classic_histograms: true,
      scrape_protocols: ['PrometheusText0.0.4'],
    });
  });

  test('is not what is assumed where no version is given', () => {
    expect(versionFields()).toEqual({
      enable_http2: false,
      track_timestamps_staleness: true,
      no_proxy: 'x',
      keep_dropped_targets: 3,
      native_histogram_min_bucket_factor: 1.5,
      always_scrape_classic_histograms: true,
      convert_classic_histograms_to_nhcb: true,
      scrape_protocols: ['PrometheusText1.0.0', 'PrometheusText0.0.4'],
      fallback_scrape_protocol: 'PrometheusText0.0.4',
    });
  });
});
