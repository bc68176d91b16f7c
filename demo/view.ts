import type { LoadStatus } from './load-runner';
import type { SignalRow } from './signals';

/** All that is shown at a moment. */
export interface Snapshot {
  /** Seconds since the start. */
  readonly seconds: number;
  readonly load: LoadStatus;

  /** How far the rules look back, in seconds. */
  readonly window: number;

  /** For how long there has been data, in seconds; undefined as long as there is none. */
  readonly filled: number | undefined;

  /** Why nothing is scraped; undefined if it is. */
  readonly trouble: string | undefined;

  /** Short names of the quantiles. */
  readonly quantiles: readonly string[];
  readonly rows: readonly SignalRow[];
}

/** What stands where a value is absent. */
const none = '-';

/** The moment as a table with a header. */
export function tableLines(snapshot: Snapshot): string[] {
  const { rows, quantiles } = snapshot;
  const titles = ['endpoint', 'requests/s', 'errors %', ...quantiles];
  const cells = rows.map((row) => [row.endpoint, ...valuesOf(row, quantiles)]);
  const width = Math.max(...[titles, ...cells].map(([first = '']) => first.length));
  const line = ([first = '', ...values]: readonly string[]): string =>
    [
      first.padEnd(width),
      ...values.map((value, index) => value.padStart(Math.max(8, titles[index + 1]?.length ?? 0))),
    ].join('  ');
  return [...headerLines(snapshot), '', line(titles), ...cells.map(line)];
}

/** The moment as lines that tell all by themselves. */
export function plainLines(snapshot: Snapshot): string[] {
  const { seconds, rows, quantiles } = snapshot;
  const [load = '', ...more] = headerLines(snapshot);
  const at = `[${Math.round(seconds)} s]`;
  return [
    `${at} ${load}`,
    ...more.map((line) => `${at} ${line}`),
    ...rows.map((row) => {
      const [traffic, errors, ...latencies] = valuesOf(row, quantiles);
      const named = latencies.map((value, index) => `, ${quantiles[index]} ${value}`).join('');
      return `${at} ${row.endpoint}: ${traffic} requests/s, errors ${errors} %${named}`;
    }),
  ];
}

function headerLines({ seconds, load, window, filled, trouble }: Snapshot): string[] {
  const faults = [
    load.broken === 0 ? '' : `, ${load.broken} without a response`,
    load.skipped === 0 ? '' : `, ${load.skipped} held back as too many were under way`,
  ].join('');
  return [
    `running for ${clock(seconds)}; sending ${load.rate.toFixed(1)} requests/s, ${load.sent} so far${faults}`,
    `incident: ${load.incident ?? 'none'}`,
    ...(trouble === undefined ? [] : [`Prometheus: ${trouble}`]),
    windowLine(window, filled),
  ];
}

function windowLine(window: number, filled: number | undefined): string {
  if (filled === undefined) return `the rules look back ${clock(window)}; there is no data yet`;
  if (filled >= window) return `the rules look back ${clock(window)}`;
  return `the rules look back ${clock(window)}, full in ${clock(window - filled)}; until then requests/s reads low`;
}

function valuesOf(row: SignalRow, quantiles: readonly string[]): string[] {
  return [
    row.traffic?.toFixed(2) ?? none,
    row.errors?.toFixed(2) ?? none,
    ...quantiles.map((quantile) => duration(row.latencies[quantile])),
  ];
}

/** A duration of so many seconds, with three digits or so: `12 ms`, `1.25 s`. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return none;
  const milliseconds = seconds * 1000;
  if (milliseconds >= 999.5) return `${seconds.toFixed(2)} s`;
  return `${milliseconds < 9.95 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms`;
}

/** So many seconds as minutes and seconds: `4:08`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
