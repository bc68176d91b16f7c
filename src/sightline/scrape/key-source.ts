/** A key of a Secret or of a ConfigMap, as a monitor names it. */
export interface KeyReference {
  readonly name?: string;
  readonly key?: string;
}

/** Either kind of reference. */
export interface KeySource {
  readonly secret?: KeyReference;
  readonly configMap?: KeyReference;
}

/** Whether a Secret or a ConfigMap is named; an empty map names none. */
export function isNamed(source: KeySource | undefined): boolean {
  return source?.secret !== undefined || source?.configMap !== undefined;
}
