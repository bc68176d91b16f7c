import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Fact, FinalFile, FinalObject, World } from '../checks/world';
import { objectsOfStack } from '../checks/stacks/objects-in-values';
import { describedObject } from '../checks/described-object';
import { defined } from '../problem/defined';
import { facts } from './facts';

/** An API object and the construct that it comes from. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly manifest: object;
}

/** A text that a construct writes beside the manifests. */
export interface RenderedFile {
  readonly construct: IConstruct;

  /** The path below the output folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * What is final of an app.
 *
 * @param constructs all constructs of the app
 * @param objects its API objects as they are written
 * @param files what is written beside them
 */
export function worldOf(
  constructs: readonly IConstruct[],
  objects: readonly RenderedObject[],
  files: readonly RenderedFile[] = [],
): World {
  const known = new Map(
    constructs.map((construct) => [construct, facts.of(construct).map((fact) => fact())]),
  );
  const all = [...known.values()].flat();
  const stacks = all.flatMap((fact) => (fact.kind === 'stack' ? [fact.stack] : []));
  return {
    objects: [...objects.map((object) => finalObject(object, known)), ...stacks.flatMap(objectsOfStack)],
    stacks,
    services: all.flatMap((fact) => (fact.kind === 'service' ? [fact.service] : [])),
    rules: all.flatMap((fact) => (fact.kind === 'rules' ? [fact.rules] : [])),
    files: files.filter(({ construct }) => !isStack(known.get(construct))).map(finalFile),
  };
}

function finalObject(
  { construct, manifest }: RenderedObject,
  known: ReadonlyMap<IConstruct, readonly Fact[]>,
): FinalObject {
  // what the nearest construct around an object knows is meant
  const around = [...construct.node.scopes].reverse().flatMap((scope) => known.get(scope) ?? []);
  const stack = around.find((fact) => fact.kind === 'binding')?.stack;
  const service = around.find((fact) => fact.kind === 'service')?.service;
  const rules = around.find((fact) => fact.kind === 'rules')?.rules;
  const dashboard = around.find((fact) => fact.kind === 'dashboard')?.dashboard;
  return {
    ...describedObject(manifest, construct.node.path),
    ...defined({ stack, rules, dashboard, target: service?.target }),
  };
}

function finalFile({ construct, path, text }: RenderedFile): FinalFile {
  return { file: path, path: construct.node.path, text };
}

/** What a stack writes are its values, which are judged as what they are. */
function isStack(facts: readonly Fact[] = []): boolean {
  return facts.some(({ kind }) => kind === 'stack');
}
