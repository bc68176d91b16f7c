import type { Problem } from '../problem/problem';
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
}
