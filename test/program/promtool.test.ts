import { parseAllDocuments, stringify } from 'yaml';
import { program } from '../../src/main';
import { promtool } from '../../src/sightline/prometheus/promtool';
import { describeOnPrometheus } from '../tools/prometheus/suite';

/** The rules of every PrometheusRule that the program writes, as files for promtool. */
const ruleFiles = [...program().render().files].flatMap(([path, text]) =>
  path.endsWith('.k8s.yaml')
    ? parseAllDocuments(text)
        .map(
          (document) =>
            document.toJSON() as { kind: string; metadata: { name: string }; spec: { groups: unknown } },
        )
        .filter(({ kind }) => kind === 'PrometheusRule')
        .map(({ metadata, spec }) => ({ name: metadata.name, yaml: stringify({ groups: spec.groups }) }))
    : [],
);

describeOnPrometheus('promtool', (prometheus) => {
  test.each(ruleFiles)('accepts $name with every lint fatal', async ({ yaml }) => {
    const verdict = await promtool(prometheus).checkRules({ yaml }, { lintFatal: true });
    expect(verdict).toEqual({ ok: true, output: expect.stringMatching(/SUCCESS: [1-9]\d* rules found/) });
  });
});
