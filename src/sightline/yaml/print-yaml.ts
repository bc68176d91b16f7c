import { printByLibrary } from './print-by-library';
import { printPlain } from './print-plain';

/**
 * Prints plain data as YAML, a document for each value: the only place that does. Every value keeps its type and every text its bytes, whether a
 * reader of YAML 1.1, one of 1.2, or that of kubectl, Helm and promtool reads them: `npm run yaml-readers` asks them. No line is folded, and nothing is
 * written as an anchor.
 *
 * @param values plain data, in which `unprintable` finds nothing
 * @param comment lines to stand before the first document; an empty one stays empty. Default: none
 * @see https://yaml.org/spec/1.1/
 * @see https://yaml.org/spec/1.2.2/
 */
export function printYaml(values: readonly unknown[], comment: readonly string[] = []): string {
  return [
    ...comment.map(printComment),
    values.map((value) => printPlain(value) ?? printByLibrary(value)).join('---\n'),
  ].join('');
}

/** A comment is for people: what could end its line is left out. */
function printComment(line: string): string {
  return line === ''
    ? '\n'
    : `# ${line.replace(/[^\x20-\x7E\xA0-\u2027\u202A-\uD7FF\u{10000}-\u{10FFFF}]/gu, '')}\n`;
}
