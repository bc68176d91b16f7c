import type { IConstruct } from 'constructs';
import { allChecks } from '../checks/all-checks';
import { runChecks } from '../checks/run-checks';
import { renderLine } from '../problem/render';
import { attached } from './attached';
import { outsideProblems, partsOf } from './parts';
import { worldsIn } from './worlds-in';

/** Hangs on an app whose final objects are judged, so that they are judged once. */
const judges = attached<'app'>('judges');

/** Says that an app has what is final in it judged by itself. */
export function judgesItself(app: IConstruct): void {
  judges.add(app, 'app');
}

/**
 * Makes the app of a construct judge what is final in it when it is synthesised. A `SightlineApp` does so by itself; a plain cdk8s app gets a
 * validation, and tells the errors in its own way.
 */
export function judgeAtRoot({ node: { root } }: IConstruct): void {
  if (judges.of(root).length > 0) return;
  judgesItself(root);
  root.node.addValidation({
    validate: () => {
      const judged = worldsIn(root).flatMap((world) => runChecks(world, allChecks));
      return [...outsideProblems(root, partsOf(root)), ...judged]
        .filter(({ severity }) => severity === 'error')
        .map(renderLine);
    },
  });
}
