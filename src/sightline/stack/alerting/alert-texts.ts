/**
 * What receivers say of alerts where nobody chose other texts: templates of Alertmanager over the annotations that alerts on objectives
 * have, and most others too. Alertmanager's own say only the labels.
 *
 * @see https://prometheus.io/docs/alerting/latest/notifications/
 */

/** The alert that stands for all: the first that fires, else the first. A notification has at least one. */
const first = '(index (or .Alerts.Firing .Alerts) 0)';

const status = '[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}]';

/** The summary in one line, or the name of an alert that has none. */
export const summaryText = `{{ or .CommonAnnotations.summary ${first}.Annotations.summary ${first}.Labels.alertname }}`;

/** Whether it fires, and the summary: a title or a subject. */
export const titleText = `${status} ${summaryText}`;

/** The description; empty for an alert without. */
export const descriptionText = `{{ or .CommonAnnotations.description ${first}.Annotations.description }}`;

/** Where it says what to do; empty for an alert without. */
export const runbookText = `{{ or .CommonAnnotations.runbook_url ${first}.Annotations.runbook_url }}`;

/** Where it can be seen; empty for an alert without. */
export const dashboardText = `{{ or .CommonAnnotations.dashboard_url ${first}.Annotations.dashboard_url }}`;

/** Each alert in the markup of Slack: its summary, its description, its links. What is over comes last. */
export const slackText = [
  '{{ range .Alerts.Firing }}*{{ or .Annotations.summary .Labels.alertname }}*',
  '{{ with .Annotations.description }}{{ . }}',
  '{{ end }}{{ with .Annotations.runbook_url }}<{{ . }}|Runbook>',
  '{{ end }}{{ with .Annotations.dashboard_url }}<{{ . }}|Dashboard>',
  '{{ end }}{{ end }}{{ range .Alerts.Resolved }}Resolved: {{ or .Annotations.summary .Labels.alertname }}',
  '{{ end }}',
].join('\n');
