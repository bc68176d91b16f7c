import type { Client } from '../../prometheus/client';

/**
 * From when on a Prometheus has its samples in memory, in seconds since 1970: the last two or three hours. A block that reaches into that makes it
 * throw away, when it starts the next time, what it had not written yet.
 *
 * @throws Error where it does not say
 */
export async function headStart(client: Client): Promise<number> {
  const answer = await client.api('status/tsdb', { limit: 1 });
  if (!answer.ok) throw new Error(answer.error);
  // every field is looked at before it is used
  const { headStats } = answer.data as { readonly headStats?: { readonly minTime?: unknown } };
  if (typeof headStats?.minTime !== 'number')
    throw new Error("'status/tsdb' does not say from when on samples are in memory");
  return headStats.minTime / 1000;
}
