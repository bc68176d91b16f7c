import type { IConstruct } from 'constructs';
import type { Problem } from '../problem/problem';
import { below, distinct } from '../problem/problems';
import { renderLine } from '../problem/render';
import { attached } from './attached';

type Source = () => readonly Problem[];

const sources = attached<Source>('problems');

/**
 * Makes a construct report problems when the app is synthesised: under its path, together with the problems of all other constructs. Works in any
 * cdk8s app; a `SightlineApp` shows them with their ids, fixes and warnings.
 *
 * @param source called when everything has been constructed
 */
export function report(construct: IConstruct, source: Source): void {
  const isFirst = !reports(construct);
  sources.add(construct, source);
  if (!isFirst) return;
  construct.node.addValidation({
    validate: () =>
      problemsOf(construct)
        .filter(({ severity }) => severity === 'error')
        .map(renderLine),
  });
}

/** What a construct itself reports, each problem under the construct's path. */
export function problemsOf(construct: IConstruct): readonly Problem[] {
  const own = sources.of(construct);
  return own.length === 0 ? [] : below(construct.node.path, distinct(own.flatMap((source) => source())));
}

/** Whether a construct reports through {@link report}. */
export function reports(construct: IConstruct): boolean {
  return sources.of(construct).length > 0;
}
