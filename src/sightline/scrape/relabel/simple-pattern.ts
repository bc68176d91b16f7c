import type { Match, Pattern } from './pattern';

/** A text, at most one group of anything or of another text, and a text: `web`, `(shop);true`, `Pod;(.*)`. */
const simple = /^([^\\^$.|?*+()[\]{}]*)(?:\((?:(\.[*+])|([^\\^$.|?*+()[\]{}]*))\)([^\\^$.|?*+()[\]{}]*))?$/;

/**
 * A pattern that needs no engine: nearly all that the operator writes are of this kind, and those with the name of a service are read once
 * only. Undefined for any other.
 */
export function simplePattern(source: string, dotMatchesNewline: boolean): Pattern | undefined {
  const [whole, before = '', anything, text, after = ''] = simple.exec(source) ?? [];
  if (whole === undefined) return undefined;
  const hasGroup = anything !== undefined || text !== undefined;
  const least = anything === '.+' ? 1 : 0;
  const fits = (group: string): boolean => {
    if (anything === undefined) return group === (text ?? '');
    return group.length >= least && (dotMatchesNewline || !group.includes('\n'));
  };
  const find = (subject: string): Match | undefined => {
    const end = subject.length - after.length;
    if (end < before.length || !subject.startsWith(before) || !subject.endsWith(after)) return undefined;
    const group = subject.slice(before.length, end);
    if (!fits(group)) return undefined;
    return { start: 0, end: subject.length, groups: hasGroup ? [subject, group] : [subject] };
  };
  return {
    find,
    findAll: (subject) => [find(subject)].filter((match) => match !== undefined),
    groupsNamed: () => [],
  };
}
