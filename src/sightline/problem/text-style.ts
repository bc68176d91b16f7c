import type { Severity } from './severity';
import type { ProblemId } from './registry/registry';

/** How parts of a text for people are set off. */
export interface TextStyle {
  /** What says how much something matters. */
  readonly severity: (severity: Severity, text: string) => string;

  /** What stands beside the matter. */
  readonly faint: (text: string) => string;

  /** What leads to a line of a file. */
  readonly place: (file: string, line: number | undefined, text: string) => string;

  /** What leads to the page about a problem. */
  readonly page: (id: ProblemId, text: string) => string;
}

const asItIs = (text: string): string => text;

/** Nothing is set off: for files, pipes and other programs. */
export const plainStyle: TextStyle = {
  severity: (_severity, text) => text,
  faint: asItIs,
  place: (_file, _line, text) => text,
  page: (_id, text) => text,
};
