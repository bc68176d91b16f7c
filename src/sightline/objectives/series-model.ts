import { defined } from '../problem/defined';
import { windowName } from './windows';

/** What the values of a recorded series are counted in. */
export type SeriesUnit =
  | 'events'
  | 'events per second'
  | 'series'
  | 'pods'
  | 'ratio'
  | 'percent'
  | 'times'
  | 'seconds'
  | 'timestamp'
  | 'none';

/** A series that is recorded for an objective. */
export interface SeriesModel {
  /** Its name, which is public: dashboards and texts stand on it. */
  readonly name: string;

  /** What its value says, in a sentence without its end. Of a gauge, an event is a second of one of its series. */
  readonly meaning: string;

  /** What its value is counted in. */
  readonly unit: SeriesUnit;

  /**
   * The question that it answers for whoever is on call.
   *
   * @default - it is there for other rules
   */
  readonly question?: string;

  /**
   * How far back it looks, in milliseconds.
   *
   * @default - it says how things are at the moment
   */
  readonly window?: number;
}

/** A series that says how things are at the moment. */
export function model(name: string, unit: SeriesUnit, meaning: string, question?: string): SeriesModel {
  return { name, unit, meaning, ...defined({ question }) };
}

/** A series over a window, in milliseconds. */
export function over(window: number, name: string, unit: SeriesUnit, meaning: string): SeriesModel {
  return { name, unit, window, meaning: `${meaning}, over ${windowName(window)}` };
}
