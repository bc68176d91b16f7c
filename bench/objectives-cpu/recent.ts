import { remoteWrite, type Sent } from '../../tools/prometheus/remote-write';
import type { History, Span } from '../objectives/history';

/** How much of the past a server has in memory at least, in seconds: what is older is in blocks. */
export const inMemorySeconds = 2 * 3600;

/** How much is sent at once, in seconds: a server takes nothing that is an hour older than its newest sample. */
const sliceSeconds = 600;

/** Sends a server the newest part of a history, which it keeps in memory. */
export async function writeRecent(url: string, history: readonly History[], span: Span): Promise<void> {
  for (let start = span.start; start < span.end; start += sliceSeconds) {
    const end = Math.min(span.end, start + sliceSeconds);
    for (let from = 0; from < history.length; from += 2000) {
      const part = history.slice(from, from + 2000);
      await remoteWrite(
        url,
        part.flatMap((series) => samplesOf(series, { start, end })),
      );
    }
  }
}

function samplesOf({ name, labels: own, every, offset, valueAt }: History, { start, end }: Span): Sent[] {
  const labels = { __name__: name, ...own };
  const samples: Sent[] = [];
  for (let at = Math.ceil((start - offset) / every) * every + offset; at < end; at += every) {
    samples.push({ labels, time: Number(at.toFixed(1)), value: valueAt(at) });
  }
  return samples;
}
