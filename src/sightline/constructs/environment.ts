import { Construct, type IConstruct } from 'constructs';
import { isMade, made } from '../problem/made';
import { isDnsLabel } from '../problem/names';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import { report } from './report';

/** Folders in which the files of a program without environments lie. */
const taken: readonly string[] = ['docs', 'helm', 'tests'];

/**
 * A part of a program that is deployed by itself, such as staging, or one of several clusters. What stands in it is judged by itself, so that the same
 * service in two of them is no duplicate, and is written to a folder of its own, named by the id. A program that has only one writes it as if it
 * had none.
 *
 * @example
 * for (const [name, settings] of Object.entries(environments)) {
 *   const environment = new Environment(app, name);
 *   const stack = new Monitoring(environment, 'stack', settings);
 *   new TaskApi(environment, 'task-api', stack, settings);
 * }
 */
export class Environment extends Construct {
  /** Whether something is an environment. By a mark, not by its class, so that two copies of the library get along. */
  static isEnvironment(value: unknown): value is Environment {
    return isMade('environment', value);
  }

  /** The environment that a construct stands in; undefined for one that stands in none. */
  static of(construct: IConstruct): Environment | undefined {
    return construct.node.scopes.find((scope) => Environment.isEnvironment(scope));
  }

  /** @param id its name, a DNS label: that of its folder, and what `synth --only` calls it */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const outer = Environment.of(scope);
    made('environment', this);
    report(this, () => [
      ...(isDnsLabel(id) && !taken.includes(id)
        ? []
        : [
            error(
              'ENV002',
              `the name (${describe(id)}) of an environment must be a DNS label, and none of ${taken.join(', ')}`,
              {
                fix: "it names the folder, such as 'staging' or 'eu-1'",
              },
            ),
          ]),
      ...(outer === undefined
        ? []
        : [
            error(
              'ENV002',
              `an environment stands in environment '${outer.node.id}': there is one folder for each, and none in another`,
              {
                fix: "make it in the app, and name it by both, such as 'production-eu'",
              },
            ),
          ]),
    ]);
  }
}

/** What the constructs around a construct that belong to nothing else are made in: its environment, or the app. */
export function homeOf(construct: IConstruct): IConstruct {
  return Environment.of(construct) ?? construct.node.root;
}
