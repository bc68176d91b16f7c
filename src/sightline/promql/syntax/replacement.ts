import { groupsOf } from './regex';

/** A group that a replacement names in vain. */
export interface MissingGroup {
  readonly message: string;

  /** @default - nobody knows what was meant */
  readonly fix?: string;
}

/**
 * Groups that a replacement names and its regular expression does not have: nothing is put there. A name without braces goes on as long as letters,
 * digits and _ follow.
 *
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
export function missingGroups(replacement: string, pattern: string): readonly MissingGroup[] {
  if (!replacement.includes('$')) return [];
  const groups = groupsOf(pattern);
  if (groups === undefined) return [];
  return [...replacement.matchAll(/\$(?:\$|\{(\w+)\}|(\w+))/g)].flatMap(([text, inBraces, bare]) => {
    const name = inBraces ?? bare;
    if (name === undefined || groups.has(name)) return [];
    const [, number, rest] = /^(\d+)(\w+)$/.exec(bare ?? '') ?? [];
    const isMeant = number !== undefined && rest !== undefined && groups.has(number);
    return [
      {
        message: `${text} in the replacement names a group that /${pattern}/ does not have, so nothing is put there`,
        ...(isMeant ? { fix: `say \${${number}}${rest}` } : {}),
      },
    ];
  });
}
