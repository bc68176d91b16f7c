import type { Sample, SampleValue, SeriesLabels } from './sample';

/** What Prometheus takes for the end of a series: a NaN with these bits. */
const staleBits = 0x7ff0000000000002n;

/** A literal of snappy holds at most so many bytes here. */
const longestLiteral = 65_536;

/** The headers that go with a body of {@link writeRequest}. */
export const writeHeaders = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
} as const;

/** A request of the remote-write protocol 0.1, compressed as snappy allows: not at all. */
export function writeRequest(samples: readonly Sample[]): Buffer {
  const bySeries = new Map<SeriesLabels, Sample[]>();
  for (const sample of samples) {
    const list = bySeries.get(sample.labels);
    if (list === undefined) bySeries.set(sample.labels, [sample]);
    else list.push(sample);
  }
  const series = [...bySeries].map(([labels, list]) =>
    field(1, Buffer.concat([labelBytes(labels), ...list.map(sampleBytes)])),
  );
  return literals(Buffer.concat(series));
}

const known = new WeakMap<SeriesLabels, Buffer>();

function labelBytes(labels: SeriesLabels): Buffer {
  const before = known.get(labels);
  if (before !== undefined) return before;
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const bytes = Buffer.concat(
    pairs.map(([name, value]) =>
      field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))])),
    ),
  );
  known.set(labels, bytes);
  return bytes;
}

function sampleBytes({ at, value }: Sample): Buffer {
  const time = varint(Math.round(at * 1000));
  return field(2, Buffer.concat([Buffer.from([9]), double(value), Buffer.from([16, ...time])]));
}

function double(value: SampleValue): Buffer {
  const bytes = Buffer.alloc(8);
  if (value === 'stale') bytes.writeBigUInt64LE(staleBits);
  else bytes.writeDoubleLE(value);
  return bytes;
}

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);
}

/** A whole number from 0 on, seven bits in a byte. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function literals(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from(varint(bytes.length))];
  for (let start = 0; start < bytes.length; start += longestLiteral) {
    const part = bytes.subarray(start, start + longestLiteral);
    const length = part.length - 1;
    parts.push(Buffer.from([61 << 2, length & 255, length >> 8]), part);
  }
  return Buffer.concat(parts);
}
