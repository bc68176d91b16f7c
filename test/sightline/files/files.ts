import { checkFiles, type FileReport } from '../../../src/sightline/files/check-files';
import type { ClusterOptions } from '../../../src/sightline/files/file-world';
import { readFile } from '../../../src/sightline/files/read-file';

/** Checks texts as files by their names. */
export function checkTexts(
  texts: Readonly<Record<string, string>>,
  options: ClusterOptions = {},
): FileReport {
  return checkFiles(
    Object.entries(texts).map(([name, text]) => readFile({ name, text })),
    options,
  );
}

/** The errors of a report, each as `ID file:line text that is marked`. */
export function errorsOf(report: FileReport): string[] {
  return foundOf(report, 'error');
}

/** The problems of a severity, as those of `errorsOf`. */
export function foundOf({ problems }: FileReport, severity: 'error' | 'warning' | 'info'): string[] {
  return problems
    .filter((problem) => problem.severity === severity)
    .map(({ id, file, line, source }) => {
      const marked = source === undefined ? '' : ` ${source.text.slice(source.start, source.end)}`;
      return `${id} ${file}:${line}${marked}`;
    });
}
