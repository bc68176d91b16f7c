import type { Match, Pattern } from './pattern';

/** What stands behind a `$`: a name, in braces or not. A name is of letters, digits and `_`, and as long as it can be. */
const variable = /^(?:\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/u;

/**
 * The text that a replacement means for a match: `$1` and `${1}` are groups by number, `$name` and `${name}` by name, and `$$` is a `$`.
 * Without such a group there is nothing; a `$` before anything else stands for itself.
 *
 * @see https://pkg.go.dev/regexp#Regexp.Expand
 */
export function expand(template: string, { groups }: Match, pattern: Pattern): string {
  if (!hasVariable(template)) return template;
  let expanded = '';
  let rest = template;
  for (let at = rest.indexOf('$'); at !== -1; at = rest.indexOf('$')) {
    expanded += rest.slice(0, at);
    rest = rest.slice(at + 1);
    const [reference, inBraces, bare] = variable.exec(rest) ?? [];
    if (rest.startsWith('$')) {
      expanded += '$';
      rest = rest.slice(1);
    } else if (reference === undefined) {
      expanded += '$';
    } else {
      expanded += groupOf(inBraces ?? bare ?? '', groups, pattern);
      rest = rest.slice(reference.length);
    }
  }
  return expanded + rest;
}

function groupOf(name: string, groups: Match['groups'], pattern: Pattern): string {
  // a number with a leading zero or of nine digits is a name to Go
  if (/^(?:0|[1-9][0-9]{0,7})$/.test(name)) return groups[Number(name)] ?? '';
  const taking = pattern.groupsNamed(name).find((number) => groups[number] !== undefined);
  return taking === undefined ? '' : (groups[taking] ?? '');
}

/** Whether a text has groups to fill in, or at least a `$`. */
export function hasVariable(template: string): boolean {
  return template.includes('$');
}
