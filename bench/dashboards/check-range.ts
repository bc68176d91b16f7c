import type { Client } from '../../src/sightline/prometheus/client';
import { costOfQuery } from '../objectives/cost';
import { instants } from '../objectives/month';
import type { Group } from '../objectives/shape';
import { scrapeSeconds } from '../objectives/task-api';

const moments = 60;

/**
 * Holds a panel to what is taken for granted: that a query over a time reads what queries at each of its moments read.
 *
 * @param samples what all queries of a panel read at one moment
 * @throws Error when it reads something else
 */
export async function checkRange(server: Client, { name, rules }: Group, samples: number): Promise<void> {
  const [end = NaN] = instants;
  const start = end - (moments - 1) * scrapeSeconds;
  let read = 0;
  for (const { expr: query } of rules) {
    const cost = await costOfQuery(server, 'query_range', { query, start, end, step: scrapeSeconds }, name);
    read += cost.samples;
  }
  if (Math.abs(read - samples * moments) > samples * moments * 0.02)
    throw new Error(`${name} reads ${read} samples at ${moments} moments, and ${samples} at one`);
}
