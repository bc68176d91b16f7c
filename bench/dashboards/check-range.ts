import type { Client } from '../../src/sightline/prometheus/client';
import { month } from '../objectives/month';
import type { Group } from '../objectives/shape';
import { scrapeSeconds } from '../objectives/task-api';

const moments = 60;

/** The part of an answer that says what it cost, as documented. */
interface Answer {
  readonly stats: { readonly samples: { readonly totalQueryableSamples: number } };
}

/**
 * Holds a panel to what is taken for granted: that a query over a time reads what queries at each of its moments read.
 *
 * @param samples what all queries of a panel read at one moment
 * @throws Error when it reads something else
 */
export async function checkRange(server: Client, { name, rules }: Group, samples: number): Promise<void> {
  const end = month.end - 17.3;
  const start = end - (moments - 1) * scrapeSeconds;
  let read = 0;
  for (const { expr: query } of rules) {
    const answer = await server.api('query_range', { query, start, end, step: scrapeSeconds, stats: 'all' });
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.error}`);
    read += (answer.data as Answer).stats.samples.totalQueryableSamples;
  }
  if (Math.abs(read - samples * moments) > samples * moments * 0.02)
    throw new Error(`${name} reads ${read} samples at ${moments} moments, and ${samples} at one`);
}
