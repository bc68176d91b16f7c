import { targetKey } from '../../contract/target-labels';
import { nearest } from '../../problem/nearest';
import type { Backfill } from '../../rules/objectives/bind-backfill';
import { CannotRun } from '../cannot-run';
import { servicesOf, type Program } from '../program';

/** Which objectives of a program. */
export interface Chosen {
  /** The name of a service, or `namespace/name`. @default - all of them */
  readonly service: string | undefined;

  /** The name of an objective. @default - all of them */
  readonly objective: string | undefined;
}

/**
 * What fills the past of the objectives of a program.
 *
 * @throws CannotRun where none is meant, with the names there are
 */
export function backfillsOf(program: Program, { service, objective }: Chosen): readonly Backfill[] {
  const all = servicesOf(program).flatMap(({ summary }) => summary?.backfills() ?? []);
  if (all.length === 0)
    throw new CannotRun(
      "the program has no objective without problems; 'sightline synth' says what is wrong, and 'objectives' of a contract declares one",
    );
  const ofService = all.filter(
    ({ target }) => service === undefined || [target.service, targetKey(target)].includes(service),
  );
  if (ofService.length === 0)
    throw unknown(
      'service',
      service ?? '',
      all.map(({ target }) => targetKey(target)),
    );
  const chosen = ofService.filter((each) => objective === undefined || each.objective.name === objective);
  if (chosen.length === 0)
    throw unknown(
      'objective',
      objective ?? '',
      ofService.map((each) => each.objective.name),
    );
  return chosen;
}

function unknown(option: 'service' | 'objective', value: string, names: readonly string[]): CannotRun {
  const known = [...new Set(names)];
  const short = known.map((name) => name.replace(/^.*\//, ''));
  const meant = nearest(value, [...known, ...short]);
  const what = option === 'service' ? 'no service with an objective' : 'no objective';
  return new CannotRun(
    `'--${option}' (${value}) is ${what} of the program, which has ${known.join(', ')}${meant === undefined ? '' : `; did you mean '${meant}'?`}`,
  );
}
