import { RE2JS } from 're2js';
import type { Match, Pattern } from './pattern';
import { simplePattern } from './simple-pattern';

/** What came of a regular expression. */
export type Compiled = { readonly pattern: Pattern } | { readonly fault: string };

/**
 * Reads a regular expression of a relabelling rule.
 *
 * @param source what the rule says
 * @param dotMatchesNewline whether `.` matches a line break too, as since Prometheus 3.0
 */
export function compilePattern(source: string, dotMatchesNewline: boolean): Compiled {
  const text = `^(?${dotMatchesNewline ? 's' : ''}:${source})$`;
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const simple = simplePattern(source, dotMatchesNewline);
  const result = simple === undefined ? compileNew(source, text) : { pattern: simple };
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(text, result);
  return result;
}

/** Compiled once: the rules of one monitor are those of the next, but for a name. */
const mostCompiled = 10_000;
const compiled = new Map<string, Compiled>();

function compileNew(source: string, text: string): Compiled {
  try {
    const { text: unique, renamed } = withUniqueNames(text);
    const expression = RE2JS.compile(unique);
    const names = Object.entries(expression.namedGroups()).map(
      ([name, number]) => [renamed.get(name) ?? name, number] as const,
    );
    return {
      pattern: {
        find: (subject) => matchesOf(expression, subject, 1)[0],
        findAll: (subject) => matchesOf(expression, subject, Infinity),
        groupsNamed: (wanted) =>
          names.flatMap(([name, number]) => (name === wanted ? [number] : [])).sort((a, b) => a - b),
      },
    };
  } catch (failure) {
    return { fault: (failure instanceof Error ? failure.message : String(failure)).replace(text, source) };
  }
}

function matchesOf(expression: RE2JS, text: string, most: number): Match[] {
  const matcher = expression.matcher(text);
  const found: Match[] = [];
  while (found.length < most && matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    // Go leaves out an empty match just behind another one
    if (start === end && found.at(-1)?.end === start) continue;
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, group) => matcher.group(group) ?? undefined,
    );
    found.push({ start, end, groups });
  }
  return found;
}

/** Go lets two groups have one name, which is refused here: a second one gets a name of its own. */
function withUniqueNames(text: string): { text: string; renamed: ReadonlyMap<string, string> } {
  const seen = new Set<string>();
  const renamed = new Map<string, string>();
  const unique = text.replace(/\(\?(P?)<(\w+)>/g, (group, kind: string, name: string, at: number) => {
    if (!seen.has(name)) {
      seen.add(name);
      return group;
    }
    const other = `${name}_${at}`;
    renamed.set(other, name);
    return `(?${kind}<${other}>`;
  });
  return { text: unique, renamed };
}
