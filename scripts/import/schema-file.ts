import { objectMeta } from '../../src/sightline/schema/object-meta';
import type { Schema } from '../../src/sightline/schema/schema';
import { closeSchema } from './close-schema';
import type { Crd } from './crds';

/** What the schema file was made from. */
export interface Origin {
  /** The release of prometheus-operator, without the `v`. */
  readonly operatorVersion: string;

  /** SHA-256 of the CRD bundle, in hex. */
  readonly sha256: string;
}

/**
 * Writes the closed schemas of some definitions as the text of one JSON file, keyed by `apiVersion/Kind`.
 *
 * @throws Error when a schema uses a keyword that can't be expressed
 */
export function printSchemaFile(crds: readonly Crd[], origin: Origin): string {
  const kinds = crds.flatMap((crd) =>
    crd.versions.map((version): [string, Schema] => {
      const closed = closeSchema(version.schema);
      // A CRD says of `metadata` only that it is an object; the API server knows the rest.
      const properties = { ...closed.properties, metadata: objectMeta };
      const required = [...new Set(['apiVersion', 'kind', 'metadata', ...(closed.required ?? [])])].sort();
      return [`${crd.group}/${version.name}/${crd.kind}`, { ...closed, properties, required }];
    }),
  );
  const file = {
    operatorVersion: origin.operatorVersion,
    bundleSha256: origin.sha256,
    kinds: Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
