import type { Problem } from '../../problem/problem';
import { dropped, leftOut, under } from '../slo/import-problems';
import { otherLabels } from '../slo/alerting-links';
import { missingField, misspelled, unknownFields } from '../slo/known-fields';
import { field, textOf, type Located, type LocatedList } from '../yaml/located';
import { objectsIn } from '../yaml/objects-in';
import { readYaml } from '../yaml/read-yaml';
import type { ImportedFile, ImportedSlo } from '../slo/slo';
import { slothSpecs, type SlothSpec } from './sloth-documents';
import { slothSlo } from './sloth-slo';

/** More objectives than this are in no file that a person keeps. */
const mostObjectives = 2_000;

/** Reads the objectives of a file of Sloth: `prometheus/v1`, or `PrometheusServiceLevel` objects. Never throws. */
export function readSloth(text: string): ImportedFile {
  const read = readYaml(text);
  if ('unreadable' in read) return nothing(`it is no YAML: ${read.unreadable}`);
  const { specs, problems: unknown } = slothSpecs(objectsIn(read.documents));
  if (specs.length === 0) return nothing(unknown[0]?.message ?? 'there is nothing in it', unknown[0]?.fix);
  const count = specs.reduce((sum, { spec }) => sum + (listOf(spec)?.items.length ?? 0), 0);
  if (count > mostObjectives) return nothing(`it has more than ${mostObjectives} objectives`);
  const problems: Problem[] = [...unknown];
  const slos: ImportedSlo[] = [];
  let plugins = 0;
  for (const spec of specs) {
    for (const { slo, problems: found, isPlugin } of serviceOf(spec)) {
      problems.push(...found);
      if (slo !== undefined) slos.push(slo);
      if (isPlugin) plugins += 1;
    }
  }
  if (plugins > 0 && plugins === count) {
    return nothing('all of its SLIs are plugins, whose queries are not in the file', 'write them as events');
  }
  return { slos, problems, found: count };
}

function nothing(why: string, fix?: string): ImportedFile {
  return { slos: [], problems: [], found: 0, unreadable: fix === undefined ? why : `${why}; ${fix}` };
}

function listOf(spec: Located): LocatedList | undefined {
  const list = field(spec, 'slos');
  return list?.kind === 'list' ? list : undefined;
}

interface ReadSlo {
  readonly slo?: ImportedSlo | undefined;
  readonly problems: readonly Problem[];
  readonly isPlugin: boolean;
}

function serviceOf({ spec, isObject }: SlothSpec): readonly ReadSlo[] {
  const known = ['service', 'labels', 'slos', ...(isObject ? ['sloPlugins'] : ['version', 'slo_plugins'])];
  const name = textOf(field(spec, 'service'));
  const place = { path: name ?? 'service', line: spec.line };
  const labels = field(spec, 'labels');
  // what is probably meant by a name is said once, where it is missing
  const meant = ['service', 'slos'].flatMap((each) =>
    field(spec, each) === undefined ? (misspelled(spec, each, known) ?? []) : [],
  );
  const problems = [
    ...unknownFields(spec, [...known, ...meant], place),
    ...otherLabels(labels, under(place, 'labels', labels?.line)),
  ];
  const list = listOf(spec);
  const missing = (property: string, must: string) => [
    {
      problems: [...problems, leftOut(missingField({ holder: spec, name: property, known, must }), place)],
      isPlugin: false,
    },
  ];
  if (name === undefined || name === '') return missing('service', 'must name the service');
  if (list === undefined || list.items.length === 0)
    return missing('slos', 'must list at least one objective');
  const plugins = field(spec, 'slo_plugins', 'sloPlugins');
  if (plugins !== undefined) {
    const at = under(place, 'slo_plugins', plugins.line);
    problems.push(
      dropped("plugins that change Sloth's rules are left out: rules are made here from the objective", at),
    );
  }
  return [
    { problems, isPlugin: false },
    ...list.items.map((item, index) => slothSlo(item, { service: name, spec, isObject, index })),
  ];
}
