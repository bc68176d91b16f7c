import { packData } from './all-packs';
import type { Pack } from './pack';

/** A metric as it is written, and who exposes it. */
export interface Packed {
  /** Such as `packs.istio.istio_requests_total`. */
  readonly written: string;

  readonly origin: Pack['origin'];
}

const suffix = /_(bucket|count|sum)$/;

/** The metric of a pack that a series belongs to. @returns nothing for one that no pack has, and for summaries, which can't be written */
export function packOf(series: string): Packed | undefined {
  const packs: readonly (readonly [string, Pack])[] = Object.entries(packData);
  for (const [key, { facts, origin }] of packs) {
    const written = `packs.${key}.`;
    const whole = facts[series]?.type;
    if (whole === 'counter' || whole === 'gauge') return { written: written + series, origin };
    const name = series.replace(suffix, '');
    if (name === series || facts[name]?.type !== 'histogram') continue;
    const part = origin === 'external' ? `.${series.slice(name.length + 1)}` : '';
    return { written: written + name + part, origin };
  }
  return undefined;
}
