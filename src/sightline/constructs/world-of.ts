import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { FinalObject, World } from '../checks/world';
import { facts } from './facts';

/** An API object and the construct that it comes from. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly manifest: object;
}

/**
 * What is final of an app.
 *
 * @param constructs all constructs of the app
 * @param objects its API objects as they are written
 */
export function worldOf(constructs: readonly IConstruct[], objects: readonly RenderedObject[]): World {
  const known = constructs.flatMap((construct) => facts.of(construct).map((fact) => fact()));
  return {
    objects: objects.flatMap(finalObject),
    stacks: known.flatMap((fact) => (fact.kind === 'stack' ? [fact.stack] : [])),
    services: known.flatMap((fact) => (fact.kind === 'service' ? [fact.service] : [])),
    rules: known.flatMap((fact) => (fact.kind === 'rules' ? [fact.rules] : [])),
    bindings: known.flatMap((fact) => (fact.kind === 'binding' ? [fact.binding] : [])),
  };
}

function finalObject({ construct, manifest }: RenderedObject): FinalObject {
  const { apiVersion, kind, metadata } = manifest as Readonly<Record<string, unknown>>; // any map has those types
  const { name, namespace, labels } = isMap(metadata) ? metadata : {};
  return {
    apiVersion: textOf(apiVersion),
    kind: textOf(kind),
    name: textOf(name),
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
    labels: textsOf(labels),
    manifest: manifest as Readonly<Record<string, unknown>>,
    path: construct.node.path,
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

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
