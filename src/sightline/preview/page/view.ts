import type { PanelAnswer, PreviewMark } from '../model';

/** What draws the data of a panel. */
export interface View {
  readonly element: HTMLElement;

  /** Draws an answer, and says whether there was anything to draw. */
  readonly update: (data: PanelAnswer['data'], marks: readonly PreviewMark[]) => boolean;
}
