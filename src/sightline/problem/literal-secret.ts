import type { FoundSecret } from '../secrets/search';
import { masked } from '../secrets/masked';
import type { Problem } from './problem';
import { error } from './problems';
import { joinPath } from './read';

/** Where a secret was found. */
export interface SecretPlace {
  /** The property or the file, as the message names it. */
  readonly thing: string;

  /** Where the problem stands. */
  readonly path: string;

  /** Who can read it there, after the colon. */
  readonly readers: string;

  /** What to do. */
  readonly fix: string;

  /**
   * The API object.
   *
   * @default - it stands in none
   */
  readonly object?: string;
}

/** Who can read Helm values. */
export const readersOfValues =
  "values are kept in git and in the release's history, where secrets don't stay secret";

/** Who can read API objects. */
export const readersOfManifests =
  'manifests are kept in git and in the cluster, where whoever can read them has it';

/** A secret that stands literally in what is written: `HLM007`. It says what kind of secret it is, and never the secret or a part of it. */
export function literalSecret(what: string, { thing, path, readers, fix, object }: SecretPlace): Problem {
  return error('HLM007', `'${thing}' (not shown) holds ${what}: ${readers}`, {
    path,
    fix,
    ...(object === undefined ? {} : { object }),
  });
}

/** The way to a secret as a path. A key that is a secret itself is not shown. */
export function pathOfSecret({ steps }: FoundSecret, path: string): string {
  return steps.reduce<string>(
    (printed, step) => joinPath(printed, typeof step === 'number' ? step : shownKey(step)),
    path,
  );
}

/** A key of a path, unless it is a secret. */
export function shownKey(key: string): string {
  return masked(key) === key ? key : '…';
}

/** What to do about a secret in Helm values, or in the options they are made of. */
export function fixInValues(path: string): string {
  if (/(?:^|\.)grafana\.(?:admin\.password|adminPassword|admin_password)$/.test(path))
    return "put it in a Secret and name that Secret in 'grafana.admin.existingSecret'";
  if (/(?:^|\.)alerting\.receivers\./.test(path))
    return "put it in a Secret in the namespace of the stack and write secretKey('name of the Secret', 'key')";
  return 'put it in a Secret of the cluster and refer to it, by name and key or as a mounted file';
}
