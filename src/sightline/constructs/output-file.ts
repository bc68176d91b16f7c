import type { IConstruct } from 'constructs';
import { attached } from './attached';

/** A file that a construct writes beside the manifests, such as Helm values. */
export interface OutputFile {
  /** The path below the output folder, with `/`. Not at its top level, where only API objects lie. */
  readonly path: string;

  /** Its text; `folder` is the output folder, as a command in the text may name it. */
  readonly content: (folder: string) => string;
}

const files = attached<OutputFile>('files');

/** Makes a construct write a file when its app is synthesised. Only a `SightlineApp` does. */
export function emitFile(construct: IConstruct, file: OutputFile): void {
  files.add(construct, file);
}

/** The files that a construct writes. */
export function filesOf(construct: IConstruct): readonly OutputFile[] {
  return files.of(construct);
}
