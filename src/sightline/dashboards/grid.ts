import type { PanelKind } from './panel';

/** Where a panel stands: a dashboard is 24 wide. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const width = 24;

const sizes: Readonly<Record<PanelKind, { readonly w: number; readonly h: number }>> = {
  number: { w: 4, h: 4 },
  gauge: { w: 4, h: 4 },
  graph: { w: 12, h: 8 },
  heatmap: { w: 12, h: 8 },
  table: { w: 24, h: 10 },
};

/** How high the title of a row is. */
export const titleHeight = 1;

/** Where panels stand below each other, from left to right as they fit. */
export function placed(
  kinds: readonly PanelKind[],
  top: number,
): { readonly places: readonly GridPos[]; readonly bottom: number } {
  const places: GridPos[] = [];
  let x = 0;
  let y = top;
  let lowest = top;
  for (const kind of kinds) {
    const { w, h } = sizes[kind];
    if (x + w > width) {
      x = 0;
      y = lowest;
    }
    places.push({ x, y, w, h });
    x += w;
    lowest = Math.max(lowest, y + h);
  }
  return { places, bottom: lowest };
}
