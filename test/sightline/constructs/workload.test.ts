import { makeShop, manifestsOf, problemsIn } from './fixtures';

const workload = {
  image: 'registry.example.com/shop:1.4.2',
  requests: { cpu: '150m', memory: '96Mi' },
};

describe('a workload', () => {
  const deployment = (more: object = {}, replicas?: number) => {
    const pods = {
      labels: { app: 'shop' },
      ports: { web: 8443 },
      ...(replicas === undefined ? {} : { replicas }),
    };
    return manifestsOf(makeShop({ pods, workload: { ...workload, ...more } }))['Deployment/retail/shop']
      ?.spec;
  };

  test('is the Deployment that the Service selects', () => {
    const manifests = manifestsOf(makeShop({ workload }));
    expect(manifests['Deployment/retail/shop']?.spec.template.metadata.labels).toEqual(
      manifests['Service/retail/shop']?.spec.selector,
    );
    expect(deployment().selector).toEqual({ matchLabels: { app: 'shop' } });
  });

  test('has two replicas, or as many as are said, and is replaced without a gap', () => {
    expect(deployment().replicas).toBe(2);
    expect(deployment({}, 5).replicas).toBe(5);
    expect(deployment().strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  test('may do nothing that it does not need', () => {
    const { securityContext, automountServiceAccountToken, containers } = deployment().template.spec;
    expect({ securityContext, automountServiceAccountToken }).toEqual({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      automountServiceAccountToken: false,
    });
    expect(containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('declares its ports by name, and is asked for its health on the one that is scraped', () => {
    const [container] = deployment({ probes: { liveness: '/alive' } }).template.spec.containers;
    expect(container.ports).toEqual([{ name: 'web', containerPort: 8443 }]);
    expect(container.livenessProbe.httpGet).toEqual({ path: '/alive', port: 'web' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'web' });
  });

  test('asks for resources, which saturation is held against, and is limited to the memory that it asks for', () => {
    expect(deployment().template.spec.containers[0].resources).toEqual({
      requests: { cpu: '150m', memory: '96Mi' },
      limits: { memory: '96Mi' },
    });
    expect(
      deployment({ limits: { memory: '1Gi', cpu: '2' } }).template.spec.containers[0].resources.limits,
    ).toEqual({
      memory: '1Gi',
      cpu: '2',
    });
  });

  test.each([
    ['an image that moves', { image: 'shop:latest' }, ['OPT002 shop/monitored.workload.image']],
    [
      'an image without a tag',
      { image: 'registry.example.com:5000/shop' },
      ['OPT002 shop/monitored.workload.image'],
    ],
    [
      'no amounts',
      { requests: {} },
      ['OPT003 shop/monitored.workload.requests.cpu', 'OPT003 shop/monitored.workload.requests.memory'],
    ],
    [
      'an amount that is none',
      { requests: { cpu: '1 core', memory: '1Gi' } },
      ['OPT002 shop/monitored.workload.requests.cpu'],
    ],
    [
      'a secret in its environment',
      { env: { DB_PASSWORD: 'correct horse' } },
      ['HLM007 shop/monitored/Workload/Resource spec.template.spec.containers[0].env[0].value'],
    ],
    [
      'a secret beside an image that moves',
      { image: 'shop:latest', env: { DB_PASSWORD: 'correct horse' } },
      ['OPT002 shop/monitored.workload.image', 'HLM007 shop/monitored.workload.env.DB_PASSWORD'],
    ],
    ['a misspelt property', { replica: 3 }, ['OPT001 shop/monitored.workload.replica']],
  ])('is refused with %s', (_, more, problems) => {
    expect(problemsIn(makeShop({ workload: { ...workload, ...more } as never }))).toEqual(problems);
  });
});
