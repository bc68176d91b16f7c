import type { IConstruct } from 'constructs';

/** A file that a construct writes beside the manifests, such as Helm values. */
export interface OutputFile {
  /** The path below the output folder, with `/`. Not at its top level, where only API objects lie. */
  readonly path: string;

  /** Its text. */
  readonly content: () => string;
}

const files = new WeakMap<IConstruct, OutputFile[]>();

/** Makes a construct write a file when its app is synthesised. Only a `SightlineApp` does. */
export function emitFile(construct: IConstruct, file: OutputFile): void {
  files.set(construct, [...(files.get(construct) ?? []), file]);
}

/** The files that a construct writes. */
export function filesOf(construct: IConstruct): readonly OutputFile[] {
  return files.get(construct) ?? [];
}
