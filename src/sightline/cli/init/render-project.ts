import type { Answers } from './answers';

/** What a project is made of beside the answers. */
export interface ProjectParts {
  /** The files of the template, by their paths. */
  readonly template: ReadonlyMap<string, string>;

  /** What package.json names as the version of the library, such as `^0.1.0`. */
  readonly library: string;
}

/**
 * The files of a first project, by their paths: those of the template, which are real files about a service called `example-service`, with the
 * answers in their places.
 */
export function renderProject(
  answers: Answers,
  { template, library }: ProjectParts,
): ReadonlyMap<string, string> {
  const words = wordsOf(answers, library);
  const written = new RegExp([...words.keys()].join('|'), 'g');
  const put = (text: string): string => text.replace(written, (word) => words.get(word) ?? word);
  return new Map([...template].map(([path, text]) => [put(path), alignTables(put(text))]));
}

/** What stands in the template, and what for. */
function wordsOf(
  { service, namespace, release, port, path }: Answers,
  library: string,
): ReadonlyMap<string, string> {
  const parts = service.split(/-+/);
  const pascal = parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`).join('');
  return new Map([
    ['example-service', service],
    ['ExampleService', pascal],
    ['example_service', parts.join('_')],
    ['example-namespace', namespace],
    ['example-release', release],
    ['example-version', library],
    ['/example-page', path],
    ['65001', port],
  ]);
}

/** Makes the columns of Markdown's tables as wide as what stands in them now. */
function alignTables(text: string): string {
  return text.replace(/(?:^\|.*\|\n)+/gm, (table) => {
    const rows = table
      .trimEnd()
      .split('\n')
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => (/^-+$/.test(row[column] ?? '') ? 3 : (row[column] ?? '').length))),
    );
    const cell = (content: string, width: number): string =>
      /^-+$/.test(content) ? '-'.repeat(width) : content.padEnd(width);
    return rows
      .map((row) => `| ${row.map((content, column) => cell(content, widths[column] ?? 0)).join(' | ')} |\n`)
      .join('');
  });
}
