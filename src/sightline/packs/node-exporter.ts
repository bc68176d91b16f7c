import { deviceFacts } from './node-exporter/devices';
import { systemFacts } from './node-exporter/system';
import type { Pack } from './pack';

/** What node_exporter exposes about a machine under Linux: of the collectors that it starts with, what rules are written about. */
export const nodeExporter = {
  project: 'node_exporter',
  version: '1.12.1',
  source: 'https://github.com/prometheus/node_exporter/tree/v1.12.1/collector',
  origin: 'external',
  prefixes: ['node_'],
  facts: { ...systemFacts, ...deviceFacts },
} as const satisfies Pack;
