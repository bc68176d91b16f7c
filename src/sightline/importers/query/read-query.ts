import type { Node } from '../../promql/syntax/ast';
import { parse } from '../../promql/parse/parse';
import { excerpt, refusal, type ImportRefusal } from '../slo/import-problems';

/** A query of an SLO. */
export interface Query {
  /** What it is called where it stands, such as `error_query`. */
  readonly name: string;

  /** As it stands there. */
  readonly text: string;

  /** Without its template: each character where it was. */
  readonly node: Node;
}

/** The window that stands for the template while a query is read; written, it is as long as the shortest template. */
export const templateWindow = 987_654_321;
const templateText = `${templateWindow}ms`;

/** As Sloth and those who came after it write the window that is to be filled in. */
const template = /\{\{-?\s*\.\s*[wW]indow\s*-?\}\}/g;

/** No query of an objective is as long, and each is gone through several times. */
const longestQuery = 10_000;

/** Reads a query. Its window may be a template. */
export function readQuery(name: string, text: string): Query | ImportRefusal {
  if (text.trim() === '') return refusal('IMP001', `'${name}' is empty: there is nothing to measure by`);
  if (text.length > longestQuery) {
    return refusal(
      'IMP002',
      `'${name}' is longer than ${longestQuery} characters, which no count of events needs`,
    );
  }
  const filled = text.replace(template, (written) => templateText.padEnd(written.length));
  const left = /\{\{|\}\}|\$\{|\$_*[a-zA-Z]/.exec(filled);
  if (left !== null) {
    return refusal(
      'IMP002',
      `'${name}' (${excerpt(text)}) has a template other than the window, and what it stands for isn't in the file`,
      { fix: 'write out what it stands for', span: { start: left.index, end: left.index + left[0].length } },
    );
  }
  const { node, problems } = parse(filled);
  const [first] = problems;
  if (node === undefined || first !== undefined) {
    const why = first?.message ?? 'it is no expression';
    return refusal('IMP002', `'${name}' (${excerpt(text)}) is no PromQL: ${why}`, {
      fix: first?.fix,
      span: first?.span,
    });
  }
  return { name, text, node };
}
