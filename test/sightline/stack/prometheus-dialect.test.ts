import { defaultVersion } from '../../../src/sightline/promql/syntax/dialect';
import { chart } from '../../../src/sightline/stack/chart';
import { dialectOf, featureProblems } from '../../../src/sightline/stack/prometheus-dialect';
import { stackValues } from '../../../src/sightline/stack/values';
import type { StackOptions } from '../../../src/sightline/stack/stack-options';

const dialect = (options: Partial<StackOptions>): unknown =>
  dialectOf(stackValues({ grafana: false, ...options }));
const spec = (prometheusSpec: object): Partial<StackOptions> => ({
  values: { prometheus: { prometheusSpec } },
});

describe('what the Prometheus of a stack reads', () => {
  test('is what the one of the pinned chart does, where nothing else is said', () => {
    expect(chart.prometheusVersion).toMatch(new RegExp(`^v${defaultVersion.replace('.', '\\.')}\\.`));
    expect(dialect({})).toEqual({ version: defaultVersion, features: [] });
  });

  test('follows the image, and the version that stands beside it', () => {
    expect(dialect(spec({ image: { tag: 'v2.53.1' } }))).toMatchObject({ version: '2.53' });
    expect(dialect(spec({ image: { tag: 'v3.16.0-distroless' } }))).toMatchObject({ version: '3.16' });
    expect(dialect(spec({ image: { tag: 'latest' } }))).toMatchObject({ version: defaultVersion });
    expect(dialect(spec({ image: { tag: 'latest' }, version: '3.9.0' }))).toMatchObject({ version: '3.9' });
    expect(dialect(spec({ version: 3 }))).toMatchObject({ version: defaultVersion });
  });

  test('follows the features that decide about expressions, wherever they are named', () => {
    const enableFeatures = ['exemplar-storage', 'promql-experimental-functions'];
    const features = ['promql-experimental-functions'];
    expect(dialect({ prometheus: { enableFeatures } })).toMatchObject({ features });
    expect(dialect(spec({ enableFeatures }))).toMatchObject({ features });
    expect(dialect(spec({ enableFeatures: 'promql-experimental-functions' }))).toMatchObject({
      features: [],
    });
  });

  test('is warned of where a feature is nearly one', () => {
    const enableFeatures = ['promql-experimental-function', 'exemplar-storage', 'promql-duration-expr'];
    const problems = featureProblems(stackValues({ grafana: false, prometheus: { enableFeatures } }));
    expect(problems.map(({ id, severity, fix }) => [id, severity, fix])).toEqual([
      ['HLM021', 'warning', "did you mean 'promql-experimental-functions'?"],
    ]);
  });
});
