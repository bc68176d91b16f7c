import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { facts } from './facts';
import { Environment } from './environment';

/** What of an app is judged, and written, by itself. */
export interface Part {
  /**
   * The name of the environment.
   *
   * @default - the app has none
   */
  readonly environment?: string;

  /** The folder of its files below the output folder, with a slash behind; empty where there is only one part. */
  readonly folder: string;

  /** All constructs in it. */
  readonly constructs: readonly IConstruct[];
}

/**
 * The parts of an app: its environments in the order of the program, or else all of it.
 *
 * @param all all of its constructs, where they have been looked up. Default: they are
 */
export function partsOf(root: IConstruct, all: readonly IConstruct[] = root.node.findAll()): readonly Part[] {
  const environments = all.filter((construct) => Environment.isEnvironment(construct));
  if (environments.length === 0) return [{ folder: '', constructs: all }];
  return environments.map((environment) => {
    const { id } = environment.node;
    return {
      environment: id,
      folder: environments.length === 1 ? '' : `${id}/`,
      constructs: environment.node.findAll(),
    };
  });
}

/**
 * What stands in no environment although there are some: it would be deployed to none of them.
 *
 * @param parts all parts of the app
 */
export function outsideProblems(root: IConstruct, parts: readonly Part[]): readonly Problem[] {
  if (parts.every(({ environment }) => environment === undefined)) return [];
  const inside = new Set(parts.flatMap(({ constructs }) => constructs));
  const outside = new Set(
    root.node
      .findAll()
      .filter(
        (construct) => !inside.has(construct) && (Chart.isChart(construct) || facts.of(construct).length > 0),
      ),
  );
  return [...outside]
    .filter((construct) => !construct.node.scopes.slice(0, -1).some((scope) => outside.has(scope)))
    .map(({ node: { path, id } }) =>
      error(
        'ENV001',
        `'${id}' stands in no environment, and the program has ${namesOf(parts)}: it would be written for none of them`,
        {
          path,
          fix: 'make it in each environment that it belongs to',
        },
      ),
    );
}

/** The names of the environments, for a message. */
export function namesOf(parts: readonly Part[]): string {
  return parts
    .flatMap(({ environment }) => (environment === undefined ? [] : [`'${environment}'`]))
    .join(', ');
}
