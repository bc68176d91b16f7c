import type { Problem } from '../../problem/problem';
import type { Matcher } from '../../promql/syntax/ast';
import type { FilePlace } from '../yaml/located';
import type { Notice } from './import-problems';

/** Series that are counted or looked at: a metric, and what its labels match. */
export interface Selection {
  /** `count` is that of a histogram, whose name is without the suffix. */
  readonly kind: 'counter' | 'gauge' | 'count';
  readonly metric: string;

  /** Of an own metric without those of the target, by which its contract binds it. */
  readonly matchers: readonly Matcher[];

  /** `own` if the service exposes the metric itself; `external` if it is declared as something else's, and read as it stands. */
  readonly origin: 'own' | 'external';
}

/** How an objective is measured, as far as queries tell. */
export type Sli =
  | { readonly type: 'availability'; readonly total: Selection; readonly bad: Selection }
  | {
      readonly type: 'latency';
      readonly histogram: string;
      readonly matchers: readonly Matcher[];
      readonly under: number;
    }
  | {
      readonly type: 'gauge';
      readonly gauge: Selection;
      readonly bound: 'atLeast' | 'atMost';
      readonly value: number;
    };

/** An SLI with the labels that it is kept by, and what its queries said of the target. */
export interface Measured {
  readonly sli: Sli;
  readonly by: readonly string[];

  /** The values that the selectors of own metrics had for labels that say which target is meant. */
  readonly target: ReadonlyMap<string, string>;

  /** What has changed on the way here, and what was assumed. */
  readonly notices: readonly Notice[];
}

/** Which alerts are not wanted. */
export interface Silenced {
  readonly page: boolean;
  readonly ticket: boolean;
}

/** An objective of somewhere else, read and understood. */
export interface ImportedSlo {
  readonly service: string;
  readonly name: string;

  /** In percent. */
  readonly objective: number;

  /** In days. */
  readonly days: number;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly runbook?: string | undefined;
  readonly dashboard?: string | undefined;
  readonly silenced: Silenced;
  readonly measured: Measured;
  readonly place: FilePlace;
}

/** What a file had in it. */
export interface ImportedFile {
  readonly slos: readonly ImportedSlo[];
  readonly problems: readonly Problem[];

  /** How many objectives there were, those that are left out included. */
  readonly found: number;

  /**
   * Why nothing in it could be looked at.
   *
   * @default - something could
   */
  readonly unreadable?: string;
}
