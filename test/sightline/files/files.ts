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

/** A text whose lines are further in, but for empty ones. */
export function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** What is written, and what is found of it: errors, then warnings. */
export type Case = readonly [
  what: string,
  texts: Readonly<Record<string, string>>,
  found: readonly string[],
  options?: ClusterOptions,
];

/** A test of each case. */
export function testCases(cases: readonly Case[]): void {
  it.each(cases.map(([what, texts, found, options]) => ({ what, texts, found, options })))(
    '$what',
    ({ texts, found, options }) => {
      const report = checkTexts(texts, options);
      expect([...errorsOf(report), ...foundOf(report, 'warning')]).toEqual(found);
    },
  );
}
