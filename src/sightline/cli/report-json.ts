import type { Problem } from '../problem/problem';

/** How much a command has looked at. */
export interface Examined {
  /** API objects. */
  readonly objects: number;

  /** Rules. */
  readonly rules: number;
}

/** How many problems there are of each severity that counts. */
export function countProblems(problems: readonly Problem[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const of = (severity: Problem['severity']) => problems.filter((each) => each.severity === severity).length;
  return { errors: of('error'), warnings: of('warning') };
}

/** Problems as the JSON that every command prints with `--format json`. */
export function reportJson(problems: readonly Problem[], examined: Examined): string {
  const report = {
    problems: problems.map(({ id, severity, object, path, file, line, column, source, message, fix }) => ({
      id,
      severity,
      object,
      path,
      file,
      line,
      column,
      source,
      message,
      fix,
    })),
    summary: { ...examined, ...countProblems(problems) },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
