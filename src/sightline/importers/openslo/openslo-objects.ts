import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { nearest } from '../../problem/nearest';
import { error } from '../../problem/problems';
import { v1OfV1alpha } from './openslo-v1alpha';
import { misspelled } from '../slo/known-fields';
import { field, shown, textOf, type Located } from '../yaml/located';

/** The kinds of OpenSLO. */
const kinds = [
  'SLO',
  'SLI',
  'Service',
  'DataSource',
  'AlertPolicy',
  'AlertCondition',
  'AlertNotificationTarget',
];

/** The versions that are read, and as operators store them in custom resources, which mean the same. */
const versions = ['openslo/v1', 'openslo.com/v1', 'openslo/v1alpha', 'openslo.com/v1alpha'];

/** The objects of a file, by kind and name. */
export interface OpenSloObjects {
  readonly slos: readonly Located[];

  /** An object by its kind and name. @default - it is not in the file */
  readonly find: (kind: string, name: string) => Located | undefined;
}

/** The objects in the documents of a file, and what the others are. */
export function openSloObjects(
  documents: readonly Located[],
): OpenSloObjects & { readonly problems: readonly Problem[]; readonly read: number } {
  const slos: Located[] = [];
  const named = new Map<string, Located>();
  const problems: Problem[] = [];
  let read = 0;
  for (const document of documents) {
    const apiVersion = field(document, 'apiVersion');
    const written = textOf(field(document, 'kind'));
    const kind = written === 'Datasource' ? 'DataSource' : written; // as the custom resource is called
    const name = textOf(field(field(document, 'metadata'), 'name')) ?? '';
    const place = { path: name === '' ? 'document' : name, line: apiVersion?.line ?? document.line };
    if (!versions.includes(textOf(apiVersion) ?? '')) {
      const isSloth = textOf(field(document, 'version')) === 'prometheus/v1';
      problems.push(
        error(
          'IMP006',
          `'apiVersion' (${shown(apiVersion)}) is not the one that is read here: openslo/v1, or openslo/v1alpha, also as openslo.com/v1`,
          defined({ ...place, fix: isSloth ? "use 'sightline import sloth'" : misspelledVersion(document) }),
        ),
      );
      continue;
    }
    if (kind === undefined || !kinds.includes(kind)) {
      const meant = nearest(kind ?? '', kinds);
      problems.push(
        error(
          'IMP006',
          `'kind' (${shown(field(document, 'kind'))}) is none of OpenSLO, which has ${kinds.join(', ')}`,
          defined({ ...place, fix: meant === undefined ? undefined : `did you mean '${meant}'?` }),
        ),
      );
      continue;
    }
    read += 1;
    if (kind === 'SLO') slos.push(...(isAlpha(document) ? v1OfV1alpha(document) : [document]));
    else if (!named.has(`${kind}/${name}`)) named.set(`${kind}/${name}`, document);
  }
  return { slos, problems, read, find: (kind, name) => named.get(`${kind}/${name}`) };
}

function misspelledVersion(document: Located): string | undefined {
  const written = misspelled(document, 'apiVersion', ['kind', 'metadata', 'spec', 'status']);
  return written === undefined ? undefined : `did you mean 'apiVersion' for '${written}'?`;
}

function isAlpha(document: Located): boolean {
  return textOf(field(document, 'apiVersion'))?.endsWith('/v1alpha') === true;
}
