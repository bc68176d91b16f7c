import { isMap } from '../problem/read';
import type { FinalObject } from './world';

/**
 * An API object as checks look at it, whoever wrote it: what is no text where Kubernetes wants one is left out, and the schema refuses it.
 *
 * @param path where it comes from: a construct path, or the line of a file
 */
export function describedObject(manifest: object, path: string): FinalObject {
  const written = manifest as Readonly<Record<string, unknown>>; // any map has those types
  const { apiVersion, kind, metadata } = written;
  const { name, namespace, labels } = isMap(metadata) ? metadata : {};
  return {
    apiVersion: textOf(apiVersion),
    kind: textOf(kind),
    name: textOf(name),
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
    labels: textsOf(labels),
    manifest: written,
    path,
  };
}

function textsOf(labels: unknown): Record<string, string> {
  const entries = isMap(labels) ? Object.entries(labels) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
