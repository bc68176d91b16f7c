/**
 * The units of signals and contracts as Grafana names them.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
const units: ReadonlyMap<string, string> = new Map([
  ['none', 'short'],
  ['requests per second', 'reqps'],
  ['events per second', 'cps'],
  ['percent', 'percent'],
  ['ratio', 'percentunit'],
  ['seconds', 's'],
  ['milliseconds', 'ms'],
  ['bytes', 'bytes'],
  ['bytes per second', 'Bps'],
  // seconds of work in a second: a share
  ['seconds per second', 'percentunit'],
  ['celsius', 'celsius'],
  ['meters', 'lengthm'],
  ['grams', 'massg'],
  ['joules', 'joule'],
  ['volts', 'volt'],
  ['amperes', 'amp'],
  ['times', 'suffix:x'],
]);

/** The unit of a panel as Grafana names it; one that it does not have stands behind the number as it is. */
export function grafanaUnit(unit: string): string {
  return units.get(unit) ?? `suffix: ${unit}`;
}
