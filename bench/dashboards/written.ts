import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  GrafanaDashboard,
  GrafanaPanel,
  GrafanaRow,
} from '../../src/sightline/dashboards/grafana/model';
import { longestUid } from '../../src/sightline/dashboards/names';

/** The dashboards that a program has written. */
export interface Written {
  readonly dashboards: number;
  readonly bytes: number;

  /** Of the largest. */
  readonly most: number;

  /** Sentences about what Grafana does not take. */
  readonly wrong: readonly string[];
}

/** The dashboards in the manifests of a folder, and whether Grafana takes them: uids, and the ids of panels. */
export function writtenIn(folder: string): Written {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => dashboardsIn(readFileSync(join(folder, name), 'utf8')));
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const read = texts.map((text) => JSON.parse(text) as GrafanaDashboard); // the program writes these
  const uids = new Set(read.map(({ uid }) => uid));
  return {
    dashboards: texts.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    most: Math.max(...sizes),
    wrong: [
      ...(uids.size < read.length ? [`${read.length} dashboards have ${uids.size} uids`] : []),
      ...read.flatMap(({ uid, panels }) => [
        ...(uid.length > longestUid ? [`the uid ${uid} is too long`] : []),
        ...(repeats(panels) ? [`panels of ${uid} have the same id`] : []),
      ]),
    ],
  };
}

function repeats(panels: readonly (GrafanaPanel | GrafanaRow)[]): boolean {
  const ids = panels.flatMap((panel) => [
    panel.id,
    ...('panels' in panel ? panel.panels : []).map(({ id }) => id),
  ]);
  return new Set(ids).size < ids.length;
}

/** The texts of keys that end in `.json`, as blocks. */
function dashboardsIn(yaml: string): string[] {
  return [...yaml.matchAll(/^  \S+\.json: \|\n((?:    .*\n)+)/gm)].map(([, block = '']) =>
    block.replaceAll(/^    /gm, ''),
  );
}
