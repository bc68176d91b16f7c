import type { Target } from '../contract/target-labels';
import type { Client } from '../prometheus/client';
import { defined } from '../problem/defined';
import { ask } from './ask';
import type { PreviewAlert } from './model';

/** An alert as the API of Prometheus answers, with its texts rendered. */
interface WireAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: string;
  readonly activeAt?: string;
}

/** Labels that are said elsewhere, those of the target only where there is one. */

/**
 * The alerts that fire, or are about to, about some services: those that page first, then by time.
 *
 * @throws NoData if they can't be had
 */
export async function askAlerts(
  prometheus: Client,
  targets: readonly Target[],
): Promise<readonly PreviewAlert[]> {
  const { data } = await ask(prometheus, 'alerts');
  // the shape is what the API documents
  const { alerts = [] } = data as { readonly alerts?: readonly WireAlert[] };
  const isMeant = ({ labels }: WireAlert): boolean =>
    targets.some(({ namespace, service }) => labels.namespace === namespace && labels.service === service);
  // what the card of an alert shows by itself
  const said = new Set(['alertname', 'severity', ...(targets.length === 1 ? ['namespace', 'service'] : [])]);
  return alerts
    .filter(isMeant)
    .flatMap((alert): PreviewAlert[] => {
      const { labels, annotations, state, activeAt = '' } = alert;
      if (state !== 'firing' && state !== 'pending') return [];
      const about = Object.entries(labels).filter(([label]) => !said.has(label));
      return [
        {
          name: labels.alertname ?? '',
          state,
          target: { namespace: labels.namespace ?? '', service: labels.service ?? '' },
          severity: labels.severity ?? 'none',
          since: Date.parse(activeAt) / 1000,
          about: about.map(([label, value]) => `${label} ${value}`).join(', '),
          summary: annotations.summary ?? annotations.message ?? '',
          description: annotations.description ?? '',
          ...defined({ runbook: annotations.runbook_url }),
        },
      ];
    })
    .sort((one, other) => rank(one) - rank(other) || one.since - other.since);
}

/** Those that fire first, and of these the critical ones. */
function rank({ state, severity }: PreviewAlert): number {
  return (state === 'firing' ? 0 : 2) + (severity === 'critical' ? 0 : 1);
}
