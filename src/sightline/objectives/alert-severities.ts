/** What an alert asks for: to be looked at now (`page`), or in working hours (`ticket`). */
export type AlertSeverity = 'page' | 'ticket';

/** What the label `severity` says for each. */
export type SeverityLabels = Readonly<Record<AlertSeverity, string>>;

/** What the rules of kube-prometheus-stack say, too. */
export const defaultSeverities: SeverityLabels = { page: 'critical', ticket: 'warning' };
