import type { Sent } from '../../../../../../tools/prometheus/remote-write';

/** Samples as the text of OpenMetrics. */
export function openMetrics(samples: readonly Sent[]): string {
  const lines = samples.map(({ labels: { __name__: name = '', ...labels }, time, value }) => {
    const braces = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
    return `${name}{${braces.join(',')}} ${value === 'stale' ? 'NaN' : value} ${time}`;
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
