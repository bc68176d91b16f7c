import type { Problem } from '../../problem/problem';
import { entryOf } from '../../problem/registry/registry';
import type { CheckReport } from './check-report';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A report in SARIF, which code hosts show beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function printSarif({ problems, answered }: CheckReport): string {
  const all = [...problems, ...answered.map(({ problem }) => problem)];
  const ids = [...new Set(all.map(({ id }) => id))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sightline',
            rules: ids.map((id) => {
              const { title, why, fix } = entryOf(id);
              return {
                id,
                shortDescription: { text: title },
                fullDescription: { text: why },
                help: { text: fix },
              };
            }),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: [
          ...problems.map((problem) => resultOf(problem, ids)),
          ...answered.map(({ problem, answer }) => ({
            ...resultOf(problem, ids),
            suppressions: [{ kind: 'inSource', justification: answer.reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(problem: Problem, ids: readonly string[]) {
  const { id, severity, message, fix, file, line, column, object, source } = problem;
  const length = source === undefined ? 0 : Array.from(source.text.slice(source.start, source.end)).length;
  const region =
    line === undefined
      ? undefined
      : {
          startLine: line,
          ...(column === undefined ? {} : { startColumn: column }),
          ...(column === undefined || length === 0 ? {} : { endLine: line, endColumn: column + length }),
        };
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: levels[severity],
    message: { text: fix === undefined ? message : `${message}\nFix: ${fix}` },
    locations:
      file === undefined
        ? []
        : [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                ...(region === undefined ? {} : { region }),
              },
              ...(object === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: object }] }),
            },
          ],
  };
}

/** A path as a relative reference, in which each part is written as a URI has it. */
function uriOf(file: string): string {
  return file === '-' ? 'stdin' : file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
