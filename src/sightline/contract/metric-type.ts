/** Every {@link MetricType}. */
export const metricTypes = ['counter', 'gauge', 'histogram', 'native histogram', 'summary'] as const;

/** The types of metrics that a contract can hold. */
export type MetricType = (typeof metricTypes)[number];
