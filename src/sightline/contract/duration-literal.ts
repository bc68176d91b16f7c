type One<U extends string> = `${number}${U}`;

/**
 * A Prometheus duration, such as `30s`, `5m` or `1h30m`, as exactly as a template type can say it: a number and a unit,
 * or two or three of them, the longest unit first. Signs and fractions are refused at run time.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export type Duration =
  | One<'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'>
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`
  | `${number}d${number}h`
  | `${number}d${number}h${number}m`
  | `${number}w${number}d`;
