import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A chart as it stands in a folder. */
export interface ChartFolder {
  readonly name: string;
  readonly version: string;

  /** The text of its default values. */
  readonly values: string;
  readonly templates: readonly string[];

  /** The charts in it, and those beside it that it depends on. */
  readonly subcharts: readonly ChartFolder[];
}

/**
 * Reads a chart and its subcharts.
 *
 * @param folder the folder of the chart; subcharts are in its `charts`, or beside it
 * @throws Error when it is no chart, or a subchart is nowhere
 */
export function readChart(folder: string): ChartFolder {
  const chart = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly dependencies?: readonly { readonly name: string }[];
  }; // as Helm has it
  const values = join(folder, 'values.yaml');
  return {
    name: chart.name,
    version: chart.version,
    values: existsSync(values) ? readFileSync(values, 'utf8') : '',
    templates: textsBelow(join(folder, 'templates')),
    subcharts: (chart.dependencies ?? []).map(({ name }) => {
      const found = [join(folder, 'charts', name), join(folder, '..', name)].find((each) =>
        existsSync(join(each, 'Chart.yaml')),
      );
      if (found === undefined)
        throw new Error(
          `the subchart '${name}' must be in '${folder}/charts' or beside it; run helm dependency build`,
        );
      return readChart(found);
    }),
  };
}

function textsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => readFileSync(path, 'utf8'));
}
