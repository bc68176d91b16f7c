import type { Problem } from '../../problem/problem';
import { nearest } from '../../problem/nearest';
import { error } from '../../problem/problems';
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
    const kind = textOf(field(document, 'kind'));
    const name = textOf(field(field(document, 'metadata'), 'name')) ?? '';
    const place = { path: name === '' ? 'document' : name, line: apiVersion?.line ?? document.line };
    if (textOf(apiVersion) !== 'openslo/v1') {
      const isSloth = textOf(field(document, 'version')) === 'prometheus/v1';
      problems.push(
        error('IMP006', `'apiVersion' (${shown(apiVersion)}) is not the one that is read here: openslo/v1`, {
          ...place,
          ...(isSloth ? { fix: "use 'sightline import sloth'" } : {}),
        }),
      );
      continue;
    }
    if (kind === undefined || !kinds.includes(kind)) {
      const meant = nearest(kind ?? '', kinds);
      problems.push(
        error(
          'IMP006',
          `'kind' (${shown(field(document, 'kind'))}) is none of OpenSLO, which has ${kinds.join(', ')}`,
          {
            ...place,
            ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
          },
        ),
      );
      continue;
    }
    read += 1;
    if (kind === 'SLO') slos.push(document);
    else if (!named.has(`${kind}/${name}`)) named.set(`${kind}/${name}`, document);
  }
  return { slos, problems, read, find: (kind, name) => named.get(`${kind}/${name}`) };
}
