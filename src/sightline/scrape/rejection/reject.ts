import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import type { IdOf } from '../../problem/registry/registry';

/** What makes the operator reject an object, or the settings of a Prometheus that say the same. */
export interface Rejection {
  readonly id: IdOf<'error'>;

  /** The path of the field. */
  readonly path: string;

  /** What is wrong: the field in quotes, its value, the rule. It does not say yet what comes of it. */
  readonly message: string;
  readonly fix: string;
}

/** The problem of an object that the operator rejects: it leaves out all of it, with nothing but an event to tell. */
export function reject({ id, path, message, fix }: Rejection, object: string): Problem {
  return error(id, `${message}: the operator rejects the whole object`, { path, fix, object });
}
