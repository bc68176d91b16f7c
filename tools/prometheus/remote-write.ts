import type { Labels } from '../../src/sightline/prometheus/answers';

/** A sample that is sent to a server; `stale` ends its series. */
export interface Sent {
  readonly labels: Labels;

  /** In seconds since 1970. */
  readonly time: number;
  readonly value: number | 'stale';
}

/** The NaN by which Prometheus marks the end of a series. */
const staleMark = 0x7ff0000000000002n;

/** So much of one literal that its length fits two bytes. */
const literal = 65_536;

/**
 * Writes samples into a server that takes them by remote write.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
export async function remoteWrite(url: string, samples: readonly Sent[]): Promise<void> {
  if (samples.length === 0) return;
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    body: new Uint8Array(compressed(writeRequest(samples))),
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
  });
  if (!response.ok) throw new Error(`the samples were refused: ${await response.text()}`);
}

/** The protobuf message `prometheus.WriteRequest`. */
function writeRequest(samples: readonly Sent[]): Buffer {
  return Buffer.concat(
    [...bySeries(samples).values()].map((series) => {
      const labels = Object.entries(series[0]?.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      return field(
        1,
        Buffer.concat([
          ...labels.map(([name, value]) =>
            field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))])),
          ),
          ...series.map((sample) => field(2, sampleMessage(sample))),
        ]),
      );
    }),
  );
}

function bySeries(samples: readonly Sent[]): Map<string, Sent[]> {
  const found = new Map<string, Sent[]>();
  for (const sample of samples) {
    const key = JSON.stringify(sample.labels);
    const series = found.get(key);
    if (series === undefined) found.set(key, [sample]);
    else series.push(sample);
  }
  return found;
}

function sampleMessage({ time, value }: Sent): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0x09;
  if (value === 'stale') bytes.writeBigUInt64LE(staleMark, 1);
  else bytes.writeDoubleLE(value, 1);
  return Buffer.concat([bytes, Buffer.from([0x10, ...varint(Math.round(time * 1000))])]);
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(content.length)]), content]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** The block format of snappy, of literals only. */
function compressed(content: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from(varint(content.length))];
  for (let start = 0; start < content.length; start += literal) {
    const part = content.subarray(start, start + literal);
    const last = part.length - 1;
    parts.push(Buffer.from([61 << 2, last & 255, last >> 8]), part);
  }
  return Buffer.concat(parts);
}
