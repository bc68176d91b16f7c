import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { type Entry, entriesOf, joinPath, kindOf } from '../problem/read';
import { literalIn, type Place, textSecret, wordsOf } from './literal-secret';
import { secretContainers } from './secret-patterns';

/** Deeper values are none that anybody wrote. */
const deepest = 200;

/** Larger values are none that anybody wrote; a few objects that refer to each other can be that large. */
const mostParts = 200_000;

/**
 * The secrets that stand literally in a value: `HLM007`, with the path and never the secret itself. Values are kept in
 * git and in the cluster's release history, so a secret in them is no longer one. What looks like a secret is listed in
 * `secret-patterns.ts` and in `docs/literal-secrets.md`. Never throws, whatever the value is.
 *
 * @param values anything: Helm values, options, a manifest
 * @param path where the value stands. Default: 'values'
 */
export function findLiteralSecrets(values: unknown, path = 'values'): Problem[] {
  const problems: Problem[] = [];
  const ancestors = new Set<unknown>();
  let parts = 0;

  const visit = (value: unknown, where: string, place: Place): void => {
    parts += 1;
    if (parts > mostParts || ancestors.size > deepest || ancestors.has(value)) return;
    const what = literalIn(value, place);
    if (what !== undefined) problems.push(literalSecret(where, what));
    const entries = entriesOf(value) ?? [];
    if (entries.length === 0) return;
    ancestors.add(value);
    const isList = kindOf(value) === 'list';
    for (const entry of entries) {
      const below = joinPath(where, isList ? Number(entry.key) : shownKey(entry.key));
      visit(entry.value, below, isList ? { ...place, entries: [] } : placeOf(entry, entries, place));
    }
    ancestors.delete(value);
  };

  visit(values, path, { key: '', entries: [], inside: undefined });
  return problems.sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1));
}

/** Where a property stands: its key, what stands beside it, and whether all that is inside is secret. */
function placeOf(entry: Entry, entries: readonly Entry[], parent: Place): Place {
  const words = wordsOf(entry.key);
  const own = secretContainers.find(({ key }) => key.test(words))?.what;
  const isSecretData =
    entry.key === 'data' && entries.some(({ key, value }) => key === 'kind' && value === 'Secret');
  const inside = parent.inside ?? own ?? (isSecretData ? 'the data of a Secret' : undefined);
  return { key: entry.key === 'value' ? nameBeside(entries, parent) : entry.key, entries, inside };
}

/** `{ name: PASSWORD, value: … }` is a password, and so is `password: { value: … }`. */
function nameBeside(entries: readonly Entry[], parent: Place): string {
  const name = entries.find(({ key }) => key === 'name')?.value;
  return typeof name === 'string' ? name : parent.key;
}

/** A key is part of the path and so of the message: one that holds a secret itself is not shown. */
function shownKey(key: string): string {
  return textSecret(key) === undefined ? key : '…';
}

function literalSecret(path: string, what: string): Problem {
  const fix = fixFor(path);
  return error(
    'HLM007',
    `'${path}' (not shown) holds ${what}: values are kept in git and in the release's history, where secrets don't stay secret`,
    { path, fix },
  );
}

function fixFor(path: string): string {
  if (wordsOf(path).endsWith('grafana_admin_password'))
    return "put it in a Secret and name that Secret in 'grafana.admin.existingSecret'";
  if (path.startsWith('alerting.receivers.'))
    return "put it in a Secret in the namespace of the stack and write secretKey('name of the Secret', 'key')";
  return 'put it in a Secret of the cluster and refer to it, by name and key or as a mounted file';
}
