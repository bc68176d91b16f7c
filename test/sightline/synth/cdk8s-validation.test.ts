import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// by its path, as the package exports none of its parts
import { ValidationContext } from '../../../node_modules/cdk8s-cli/lib/plugins/validation';
import {
  SightlineValidation,
  type SightlineValidationOptions,
} from '../../../src/sightline/synth/cdk8s-validation';

const shop = (port: string): string => `apiVersion: v1
kind: Service
metadata: { name: shop-service, namespace: retail, labels: { app: shop } }
spec: { selector: { app: shop }, ports: [{ name: web, port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop-pod, namespace: retail, labels: { app: shop } }
spec: { containers: [{ name: shop, image: shop:1 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: shop-monitor, namespace: retail, labels: { release: kps } }
spec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: ${port} }] }
`;
const doubtful = 'groups: [{ name: shop, rules: [{ record: "a:b", expr: "sum(up{job=~\'shop\'})" }] }]\n';

describe('the validation plugin', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-validation-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // the context and the report are those of the cdk8s command
  const reportOn = async (text: string, options?: SightlineValidationOptions) => {
    const manifest = join(folder, 'shop.k8s.yaml');
    writeFileSync(manifest, text);
    const metadata = { 'shop-monitor': { path: 'shop/monitor' } };
    const context = new ValidationContext([manifest], 'sightline', '0.1.0', metadata);
    await new SightlineValidation(options).validate(context);
    return context.report.toJson();
  };

  it('reports what is wrong at the construct that it is about, and fails', async () => {
    const { violations, summary } = await reportOn(shop('http'), { release: 'kps', namespace: 'retail' });
    expect(violations).toEqual([
      {
        ruleName: 'SEL006 error',
        recommendation:
          "'ServiceMonitor/retail/shop-monitor' scrapes the port 'http', and 'Service/retail/shop-service' has the ports 'web': the job has no targets",
        fix: "did you mean 'web'?",
        violatingConstructs: [
          {
            resourceName: 'shop-monitor',
            constructPath: 'shop/monitor',
            locations: ['14:65 spec.endpoints[0].port'],
            manifestPath: join(folder, 'shop.k8s.yaml'),
          },
        ],
      },
    ]);
    expect(summary.status).toBe('failure');
  });

  it('succeeds where nothing is wrong, or only undecided, and counts that', async () => {
    const options = { release: 'kps', namespace: 'retail' };
    expect((await reportOn(shop('web'), options)).summary).toMatchObject({
      status: 'success',
      metadata: { objects: '3', rules: '0', undecided: '0' },
    });
    expect((await reportOn(shop('web'))).summary).toMatchObject({
      status: 'success',
      metadata: { undecided: '1' },
    });
  });

  it('fails for a warning if it is to', async () => {
    const { violations, summary } = await reportOn(doubtful);
    expect([violations.map(({ ruleName }) => ruleName), summary.status]).toEqual([
      ['PQL007 warning'],
      'success',
    ]);
    expect((await reportOn(doubtful, { failOn: 'warning' })).summary.status).toBe('failure');
  });

  it('refuses a property that it does not know', () => {
    const written = { relaese: 'kps' } as SightlineValidationOptions; // cdk8s.yaml has no types
    expect(() => new SightlineValidation(written)).toThrow("'properties.relaese' is no property");
  });
});
