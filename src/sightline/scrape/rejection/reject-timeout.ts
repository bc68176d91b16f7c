import { parseDuration } from '../../contract/duration';
import { filled } from '../filled';
import { defaultInterval } from '../global-config';
import type { MonitorEndpoint } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import type { Rejection } from './reject';

/** A timeout above the interval of the endpoint, or above that of the server where it has none. */
export function rejectTimeout(
  endpoint: Pick<MonitorEndpoint, 'interval' | 'scrapeTimeout'>,
  path: string,
  settings: PrometheusSettings,
): Rejection[] {
  const timeout = filled(endpoint.scrapeTimeout);
  const own = filled(endpoint.interval);
  const interval = own ?? defaultInterval(settings);
  if (timeout === undefined || !isLonger(timeout, interval)) return [];
  const whose = own === undefined ? `, that of the Prometheus (${interval})` : ` (${interval})`;
  return [
    {
      id: 'OPR001',
      path: `${path}.scrapeTimeout`,
      message: `'scrapeTimeout' (${timeout}) must be at most the interval${whose}`,
      fix: `set it to ${interval} or less`,
    },
  ];
}

/** Whether one duration is longer than another; false where one of them is none, which the schema says. */
export function isLonger(duration: string, than: string): boolean {
  const [length, limit] = [duration, than].map((text) => parseDuration(text, { bareZero: true }));
  return length !== undefined && limit !== undefined && length > limit;
}
