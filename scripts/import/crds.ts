import { parseAllDocuments, stringify } from 'yaml';

/** A schema as a CRD writes it: OpenAPI v3 with the `x-kubernetes-*` keywords. Not ours, so not typed further. */
export type OpenApiSchema = { readonly [keyword: string]: unknown };

/** The parts of a CustomResourceDefinition that the import reads. */
export interface Crd {
  /** The kind it defines, such as `ServiceMonitor`. */
  readonly kind: string;

  /** The API group, such as `monitoring.coreos.com`. */
  readonly group: string;

  /** Its served versions. */
  readonly versions: readonly { readonly name: string; readonly schema: OpenApiSchema }[];

  /** The whole document, for the type generator. */
  readonly document: unknown;
}

/**
 * Picks the definitions of some kinds out of a bundle, sorted by kind.
 *
 * @param bundle YAML with any number of documents; those that are no CRD are passed over
 * @param kinds the kinds to pick
 * @throws Error when the YAML is broken, or a kind is missing or defined twice
 */
export function pickCrds(bundle: string, kinds: readonly string[]): Crd[] {
  const documents = parseAllDocuments(bundle).map((document): unknown => {
    const broken = document.errors[0];
    if (broken) throw new Error(`The CRD bundle is no valid YAML: ${broken.message}`);
    return document.toJS() as unknown;
  });
  const all = documents.filter(isCrdDocument);
  return [...kinds].sort().map((kind) => {
    const [found, second] = all.filter((document) => document.spec.names.kind === kind);
    if (!found) throw new Error(`'${kind}' must be in the CRD bundle; it holds no definition of that kind.`);
    if (second) throw new Error(`'${kind}' must be in the CRD bundle once; it is defined twice.`);
    return {
      kind,
      group: found.spec.group,
      versions: found.spec.versions
        .filter((version) => version.served)
        .map((version) => ({ name: version.name, schema: version.schema.openAPIV3Schema })),
      document: found,
    };
  });
}

/**
 * Writes definitions as one YAML stream. One file, because `cdk8s import` overwrites the first file of a
 * group with the second.
 *
 * @see https://github.com/cdk8s-team/cdk8s/issues/885
 */
export function printCrds(crds: readonly Crd[]): string {
  return crds.map((crd) => `---\n${stringify(crd.document, { aliasDuplicateObjects: false })}`).join('');
}

interface CrdDocument {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
    }[];
  };
}

// The kind is enough: the checksum of the bundle vouches for the rest.
function isCrdDocument(document: unknown): document is CrdDocument {
  return (
    typeof document === 'object' &&
    document !== null &&
    'kind' in document &&
    document.kind === 'CustomResourceDefinition'
  );
}

/** Whether a part of a definition is a schema. */
export function isSchema(value: unknown): value is OpenApiSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
