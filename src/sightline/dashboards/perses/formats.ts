/**
 * The units of signals and contracts as Perses names them.
 *
 * @see https://github.com/perses/shared/blob/main/cue/common/format.cue
 */
const units: ReadonlyMap<string, string> = new Map([
  ['requests per second', 'requests/sec'],
  ['events per second', 'events/sec'],
  ['percent', 'percent'],
  ['ratio', 'percent-decimal'],
  ['seconds', 'seconds'],
  ['milliseconds', 'milliseconds'],
  ['bytes', 'bytes'],
  ['bytes per second', 'bytes/sec'],
  // seconds of work in a second: a share
  ['seconds per second', 'percent-decimal'],
  ['celsius', 'celsius'],
]);

/** How values of a unit are written; Perses has no place for a unit that it does not know. */
export function persesFormat(unit: string): { readonly unit: string; readonly shortValues?: boolean } {
  const known = units.get(unit);
  return known === undefined ? { unit: 'decimal', shortValues: true } : { unit: known };
}
