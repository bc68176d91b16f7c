import type { PrometheusSettings } from '../prometheus-settings';
import type { Rejection } from './reject';

/** A scrape class that the Prometheus does not have. */
export function rejectClass(
  name: string | undefined,
  { scrapeClasses = [] }: PrometheusSettings,
): Rejection[] {
  if (name === undefined || name === '' || scrapeClasses.some((each) => each.name === name)) return [];
  return [
    {
      id: 'OPR006',
      path: 'spec.scrapeClass',
      message: `'scrapeClass' (${name}) is none of the Prometheus, which has ${scrapeClasses.map((each) => each.name).join(', ') || 'none'}`,
      fix: "add it to the Prometheus' 'scrapeClasses', or name one of them",
    },
  ];
}
