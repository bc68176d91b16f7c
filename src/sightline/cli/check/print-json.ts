import { countProblems } from '../report-json';
import type { CheckReport } from './check-report';

/** A report as the JSON that every command prints, with what is undecided and answered beside the problems. */
export function printJson({ problems, undecided, answered, examined, since }: CheckReport): string {
  const report = {
    problems: problems.map(
      ({ id, severity, object, related, path, file, line, column, source, message, fix }) => ({
        id,
        severity,
        object,
        related,
        path,
        file,
        line,
        column,
        source,
        message,
        fix,
      }),
    ),
    undecided,
    answered: answered.map(({ problem: { id, severity, object, path, file, line, message }, answer }) => ({
      id,
      severity,
      object,
      path,
      file,
      line,
      message,
      reason: answer.reason,
    })),
    summary: {
      ...examined,
      ...countProblems(problems),
      undecided: undecided.length,
      answered: answered.length,
      since,
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
