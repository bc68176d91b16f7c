import type { SeriesModel } from '../objectives/series-model';
import type { InputSeries } from './input-series';
import type { Labels } from './pick-labels';
import type { Phase } from './phase';

/** An alert that is there, with all its labels but those of the objective. */
export interface ExpectedAlert {
  readonly name: string;
  readonly labels: Labels;
}

/** What must be so at a moment: a recorded series has a value or is absent, or exactly these alerts are there. */
export type Check =
  | {
      readonly minute: number;
      readonly series: SeriesModel;
      readonly value: number | 'absent';

      /**
       * How far from the value it may be, as a share of it. Versions differ in whether a sample on the edge of a window is in it.
       *
       * @default 0.005
       */
      readonly within?: number;

      /**
       * Labels beside those of the objective.
       *
       * @default - none
       */
      readonly labels?: Labels;
    }
  | {
      readonly minute: number;
      readonly alerts: readonly ExpectedAlert[];

      /** Which alerts are looked at: a regular expression. */
      readonly among: string;

      /** @default 'firing' */
      readonly state?: 'firing' | 'pending';
    };

/** Something that is fed beside the series of the objective: as promtool writes it. */
export interface FedSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly values: string;
}

/** Series of the objective that have a timeline of their own. */
export interface Feed {
  readonly series: readonly InputSeries[];
  readonly phases: readonly Phase[];
}

/** Something that happens to a service, and what must come of it. */
export interface Scenario {
  readonly name: string;

  /** How many events there usually are in a minute. */
  readonly perMinute: number;
  readonly feeds: readonly Feed[];

  /** Whatever else is there. */
  readonly beside: readonly FedSeries[];
  readonly checks: readonly Check[];
}
