import { promql } from '../promql/build/promql';
import { up } from '../promql/build/metric';
import type { Panel } from './panel';

const byInstance = ['instance'] as const;

/** Whether and how the targets of a service are scraped. */
export function scrapePanels(): readonly Panel[] {
  return [
    {
      title: 'Targets that answer',
      description: 'Whether each target could be scraped: 1 if it answered, 0 if not.',
      kind: 'graph',
      unit: 'none',
      queries: [{ expression: up, by: byInstance }],
      raw: true,
    },
    {
      title: 'Duration of a scrape',
      description: 'How long each target took to answer the last scrape.',
      kind: 'graph',
      unit: 'seconds',
      queries: [{ expression: promql('scrape_duration_seconds'), by: byInstance }],
      raw: true,
    },
    {
      title: 'Samples of a scrape',
      description:
        'How many samples the last scrape of each target brought, after relabelling. What grows without end has a label of too many values.',
      kind: 'graph',
      unit: 'none',
      queries: [{ expression: promql('scrape_samples_post_metric_relabeling'), by: byInstance }],
      raw: true,
    },
    {
      title: 'New series of a scrape',
      description: 'How many series of the last scrape were new: many after a start, few after that.',
      kind: 'graph',
      unit: 'none',
      queries: [{ expression: promql('scrape_series_added'), by: byInstance }],
      raw: true,
    },
  ];
}
