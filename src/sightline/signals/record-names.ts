/**
 * The names of recorded series, `level:metric:operations` as Prometheus advises. They are public: dashboards and alerts
 * read them.
 *
 * @see https://prometheus.io/docs/practices/rules/#recording-rules
 */
export const recordNames = {
  /** Requests per second. */
  traffic: (level: string, window: string) => `${level}:requests:rate${window}`,

  /** The failed share of the requests, in percent. */
  errors: (level: string, window: string) => `${level}:errors:rate${window}`,

  /** A quantile of the latency, in the unit of the histogram. */
  latency: (level: string, quantile: number, window: string) =>
    `${level}:latency_${quantileName(quantile)}:${window}`,

  /** The share of its CPU requests or limits that a pod uses. */
  cpuSaturation: (level: string, window: string) => `${level}:cpu_saturation:ratio_rate${window}`,

  /** The share of its memory requests or limits that a pod uses. */
  memorySaturation: (level: string) => `${level}:memory_saturation:ratio`,
} as const;

const recordName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Whether a series can be recorded under this name: letters, digits, `_`, and at least one `:`, which no exposed metric has. */
export function isRecordName(name: string): boolean {
  return recordName.test(name) && name.includes(':');
}

/** The level of a service's records: its name as a metric name can hold it. */
export function levelOf(serviceName: string): string {
  return serviceName.replaceAll('-', '_').replace(/^(?=\d)/, '_');
}

/** `p95` for 0.95, `p99_9` for 0.999. */
export function quantileName(quantile: number): string {
  return `p${String(Number((quantile * 100).toPrecision(12))).replace('.', '_')}`;
}
