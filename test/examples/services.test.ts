import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { program } from '../../examples/services/program';
import { promtool } from '../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../src/sightline/prometheus/temp-files';
import { sampleOf } from '../sampling';
import { describeOnPrometheus, describeSampleOnPrometheus } from '../tools/prometheus/suite';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: { readonly groups: unknown };
}

const { files, problems } = program().render();
const all = [...files];

const manifests = all
  .filter(([file]) => file.endsWith('.k8s.yaml'))
  .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJSON() as Manifest));

const ruleFiles = manifests
  .filter(({ kind }) => kind === 'PrometheusRule')
  .map(({ metadata: { namespace = '', name }, spec: { groups } }) => ({
    name: `${namespace}/${name}`,
    yaml: stringify({ groups }),
  }));

describe('the services of a company', () => {
  test('are in types, and nothing is wrong with any of them', () => {
    expect(problems).toEqual([]);
  });

  test('are found in the way that suits each', () => {
    const monitors = manifests.filter(({ kind }) => /Monitor$|^Probe$|^Service$|^ScrapeConfig$/.test(kind));
    expect(
      monitors.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).sort(),
    ).toEqual([
      'PodMonitor mail/mailer',
      'Probe web/shop-site',
      'Service billing/billing',
      'Service search/search',
      'ServiceMonitor billing/billing',
      'ServiceMonitor orders/orders',
      'ServiceMonitor orders/orders-db',
      'ServiceMonitor search/search',
    ]);
  });

  test('are known by their namespace and name in every rule', () => {
    const unnamed = all
      .filter(([file]) => file.endsWith('.k8s.yaml') && !file.startsWith('stack'))
      .flatMap(([file, text]) =>
        [...text.matchAll(/(\w+)\{([^}]*)\}/g)]
          .filter(([, , matchers = '']) => matchers.includes('="') && !matchers.includes('namespace='))
          .map(([selector]) => `${file}: ${selector}`),
      );
    expect(unnamed.filter((each) => !each.includes('%q'))).toEqual([]);
  });
});

describeOnPrometheus('the rules of the services of a company', (prometheus) => {
  test.each(ruleFiles)('$name are accepted with every lint fatal', async ({ yaml }) => {
    const verdict = await promtool(prometheus).checkRules({ yaml }, { lintFatal: true });
    expect(verdict).toEqual({ ok: true, output: expect.stringMatching(/SUCCESS: [1-9]\d* rules found/) });
  });
});

describeSampleOnPrometheus('the services of a company', 3, (prometheus) => {
  const isOld = prometheus.version.startsWith('2');
  const shipped = all
    .filter(([file]) => /(?<!\.long)\.test\.yml$/.test(file))
    // promtool writes down native histograms from 3.0 on
    .filter(([file]) => !isOld || !file.startsWith('tests/search.'))
    .map(([file]) => ({ name: file.replace(/^tests\/|\.test\.yml$/g, ''), file }));

  // of a sample, that which only one version can run
  const native = shipped.findIndex(({ name }) => name.startsWith('search.'));

  test.each(sampleOf(shipped, shipped.length, native))(
    'pass the tests that ship with $name',
    async ({ file }) => {
      const beside = Object.fromEntries(all.filter(([other]) => other.startsWith('tests/')));
      const { ok, output } = await withTempFiles(beside, (folder) =>
        promtool(prometheus).testRules([join(folder, file)]),
      );
      expect({ ok, output }).toEqual({ ok: true, output: expect.stringContaining('SUCCESS') });
    },
    300_000,
  );
});
