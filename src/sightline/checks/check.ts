import type { Problem } from '../problem/problem';
import type { LinkName } from '../scrape/path/link';
import type { World } from './world';

/**
 * What checks look at, in the order in which they run. A check of a later layer says nothing about an object in which an earlier layer
 * found an error, so that one cause gives one problem.
 */
export const layers = ['object', 'stack', 'scrape', 'rules'] as const;

/** See {@link layers}. */
export type Layer = (typeof layers)[number];

/** One thing that can be wrong with what is final: a pure function over it. */
export interface Check {
  readonly layer: Layer;

  /**
   * Whether what it finds is no cause of anything else, and has none: it neither keeps later checks from an object nor is kept from one.
   *
   * @default false
   */
  readonly isApart?: boolean;

  /** The problems that it finds; those about an object name it in `object`. */
  readonly run: (world: World) => readonly Problem[];

  /**
   * What it can not decide from what is final.
   *
   * @default - it decides everything
   */
  readonly open?: (world: World) => readonly OpenQuestion[];
}

/** Something that only what is not there decides, mostly the cluster. It is no mistake. */
export interface OpenQuestion {
  /** The object that it is about, as `Kind/namespace/name`, or the values of a release. */
  readonly object: string;

  /** The path of the construct, or the line of the file. */
  readonly path: string;

  /** The link of the path of the object; `answered` is behind them: whether targets answer with a page that Prometheus takes. */
  readonly link: LinkName | 'answered';

  /** What would decide it. */
  readonly missing: string;
}
