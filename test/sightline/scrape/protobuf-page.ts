/** A series of a native histogram: how many observations each bucket has, by its index. */
export interface NativeSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
  readonly sum: number;

  /** Bucket `i` is above 2^((i-1)/2^schema) and at most 2^(i/2^schema). */
  readonly buckets: ReadonlyMap<number, number>;
}

/** The content type of a page of messages, each after its length. */
export const protobufType =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

/**
 * A page with one native histogram, written by hand as clients write it.
 *
 * @see https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto
 */
export function nativePage(name: string, schema: number, series: readonly NativeSeries[]): Buffer {
  const metrics = series.flatMap((each) => message(4, metric(schema, each)));
  const family = [...text(1, name), ...text(2, 'Time to answer'), ...varint(3, 4), ...metrics];
  return Buffer.from([...unsigned(family.length), ...family]);
}

function metric(schema: number, { labels, count, sum, buckets }: NativeSeries): number[] {
  const pairs = Object.entries(labels).flatMap(([label, value]) =>
    message(1, [...text(1, label), ...text(2, value)]),
  );
  return [...pairs, ...message(7, histogram(schema, count, sum, buckets))];
}

function histogram(
  schema: number,
  count: number,
  sum: number,
  buckets: ReadonlyMap<number, number>,
): number[] {
  const indices = [...buckets.keys()].sort((a, b) => a - b);
  // one span for each bucket: how far it is from the one before
  const spans = indices.flatMap((index, place) => {
    const before = indices[place - 1];
    const offset = before === undefined ? index : index - before - 1;
    return message(12, [...varint(1, zigzag(offset)), ...varint(2, 1)]);
  });
  const counts = indices.map((index) => buckets.get(index) ?? 0);
  const deltas = counts.flatMap((each, place) => varint(13, zigzag(each - (counts[place - 1] ?? 0))));
  return [
    ...varint(1, count),
    ...double(2, sum),
    ...varint(5, zigzag(schema)),
    ...double(6, 1e-9),
    ...varint(7, 0),
    ...spans,
    ...deltas,
  ];
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** A number in parts of seven bits, the least first. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

function varint(field: number, value: number): number[] {
  return [...unsigned(field * 8), ...unsigned(value)];
}

function double(field: number, value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [...unsigned(field * 8 + 1), ...bytes];
}

function message(field: number, content: readonly number[]): number[] {
  return [...unsigned(field * 8 + 2), ...unsigned(content.length), ...content];
}

function text(field: number, value: string): number[] {
  return message(field, [...Buffer.from(value)]);
}
