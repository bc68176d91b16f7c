import type { ProblemId } from './registry/registry';
import type { Severity } from './severity';
import type { SourceText } from './source-text';

/**
 * Something that is wrong, as data. Terminal text and JSON are views of it.
 */
export interface Problem {
  /** The check that found it, such as `LBL201`. An id never changes its meaning. */
  readonly id: ProblemId;

  /** How much it matters. */
  readonly severity: Severity;

  /**
   * The API object at fault, as `Kind/namespace/name`.
   *
   * @default - the problem is not about an API object
   */
  readonly object?: string;

  /**
   * Other API objects that it is about, in the same form.
   *
   * @default - none
   */
  readonly related?: readonly string[];

  /**
   * Where it stands: the construct path, with the property below it.
   *
   * @default - unknown
   */
  readonly path?: string;

  /**
   * The file at fault.
   *
   * @default - the problem is not about a file
   */
  readonly file?: string;

  /**
   * The line in `file`, counted from 1.
   *
   * @default - unknown
   */
  readonly line?: number;

  /**
   * The column in `line`, counted from 1.
   *
   * @default - unknown
   */
  readonly column?: number;

  /**
   * The text in which it stands, and the part that is wrong: of an expression, or of a line of `file`.
   *
   * @default - it does not stand in a text
   */
  readonly source?: SourceText;

  /**
   * False where nothing was made of what is at fault, so that an answer could not bring it back.
   *
   * @default - as the registry says of the id
   */
  readonly answerable?: false;

  /** What is wrong: the thing in quotes, its value, the rule and the reason. One sentence or two. */
  readonly message: string;

  /**
   * What to do about it.
   *
   * @default - the message says it
   */
  readonly fix?: string;
}
