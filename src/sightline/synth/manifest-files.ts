import { Names, YamlOutputType, type App, type Chart } from 'cdk8s';
import { Environment } from '../constructs/environment';
import { printYaml } from '../yaml/print-yaml';

/** A chart, and its objects as they are written. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly manifests: readonly object[];
}

/**
 * The manifests of an app by file, divided and named as cdk8s does.
 *
 * @param app says how they are divided (`yamlOutputType`), and how the names of files end
 * @param areLinked whether charts depend on each other
 */
export function manifestFiles(
  { yamlOutputType, outputFileExtension }: App,
  charts: readonly RenderedChart[],
  areLinked: boolean,
): Map<string, string> {
  const named = charts.map(({ chart, manifests }, index) => {
    const prefix = areLinked ? `${String(index).padStart(4, '0')}-` : '';
    return { name: `${prefix}${nameOf(chart)}`, manifests };
  });
  const write = (name: string, manifests: readonly object[]): [string, string] => [
    `${name}${outputFileExtension}`,
    printYaml(manifests),
  ];
  switch (yamlOutputType) {
    case YamlOutputType.FILE_PER_CHART:
      return new Map(named.map(({ name, manifests }) => write(name, manifests)));
    case YamlOutputType.FILE_PER_APP: {
      const all = named.flatMap(({ manifests }) => manifests);
      return new Map(named.length === 0 ? [] : [write('app', all)]);
    }
    case YamlOutputType.FILE_PER_RESOURCE:
      return new Map(
        named.flatMap(({ manifests }) =>
          manifests.map((manifest) => write(resourceName(manifest), [manifest])),
        ),
      );
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return new Map(
        named.flatMap(({ name, manifests }) =>
          manifests.map((manifest) => write(`${name}/${resourceName(manifest)}`, [manifest])),
        ),
      );
  }
}

/** As cdk8s names the file of a chart; one that stands right in an environment is named as one in the app, without a hash. */
function nameOf(chart: Chart): string {
  const { scope, id } = chart.node;
  const isAlone = Environment.isEnvironment(scope) && id.length <= 63 && /^[0-9a-z-]+$/.test(id);
  return isAlone ? id : Names.toDnsLabel(chart);
}

/** The kind and the name of an object, without what is no part of a file name. */
function resourceName(manifest: object): string {
  const { kind, metadata } = manifest as {
    readonly kind?: string;
    readonly metadata?: { readonly name?: string };
  };
  return `${kind}.${metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
