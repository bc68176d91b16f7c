import type { Problem } from '../../problem/problem';
import { noticed } from '../slo/import-problems';
import { objectsIn } from '../yaml/objects-in';
import { readYaml } from '../yaml/read-yaml';
import { openSloObjects } from './openslo-objects';
import { openSloSlos } from './openslo-slo';
import type { ImportedFile, ImportedSlo } from '../slo/slo';

/** More objectives than this are in no file that a person keeps. */
const mostObjectives = 2_000;

/** Reads the objectives of a file of OpenSLO v1. Never throws. */
export function readOpenSlo(text: string): ImportedFile {
  const read = readYaml(text);
  if ('unreadable' in read) return nothing(`it is no YAML: ${read.unreadable}`);
  const objects = openSloObjects(objectsIn(read.documents));
  if (objects.read === 0) {
    const [first] = objects.problems;
    return nothing(first?.message ?? 'there is nothing in it', first?.fix);
  }
  const problems: Problem[] = [...objects.problems];
  const slos: ImportedSlo[] = [];
  let found = 0;
  for (const document of objects.slos) {
    const one = openSloSlos(document, objects);
    found += one.found;
    if (found > mostObjectives) return nothing(`it has more than ${mostObjectives} objectives`);
    problems.push(...one.problems);
    slos.push(...one.slos);
  }
  if (objects.slos.length === 0)
    problems.push(
      noticed('IMP012', 'there is no SLO in it, only what SLOs refer to', { path: 'document', line: 1 }),
    );
  return { slos, problems, found };
}

function nothing(why: string, fix?: string): ImportedFile {
  return { slos: [], problems: [], found: 0, unreadable: fix === undefined ? why : `${why}; ${fix}` };
}
