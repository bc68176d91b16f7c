import { defined } from '../../problem/defined';
import type { BurnRateAlert } from '../../objectives/alert-policy';
import { identityLabelNames } from '../../contract/target-labels';
import { budgetOf, exact } from '../../objectives/exact';
import { eventsOf, type Objective } from '../../objectives/objective';
import { plainDecimal } from '../../promql/syntax/decimal';
import { windowName } from '../../objectives/windows';
import { burnAlertNames, exhaustedAlertName, unreachableAlertName } from '../../objectives/alert-names';
import { errorRatio, exhaustion, remainingRatio } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';

type Texts = Readonly<Record<string, string>>;

/** The series of the service that says which part of it is worst, for whoever looks first. */
export interface WorstSeries {
  /** Its name. */
  readonly record: string;

  /** The label that tells its parts apart. */
  readonly label: string;

  /** What its values are in, such as `%`. */
  readonly unit: string;
}

/**
 * What is said when a budget burns too fast: what burns, how fast, since when and whether it goes on, what is left, when it is gone, and where to
 * look. The text says of which moment it is: Prometheus does not write it again while the alert is kept firing.
 *
 * @param kept how long it goes on firing after its windows are clear, in milliseconds; undefined if it ends at once
 */
export function burnTexts(
  objective: Objective,
  alert: BurnRateAlert,
  kept: number | undefined,
  worst?: WorstSeries,
): Texts {
  const events = eventsOf(objective.indicator);
  const { name, long, short, threshold, factor, budgetShare } = alert;
  const share = plainDecimal(exact(Number(budgetShare.toPrecision(3))));
  const keeps =
    kept === undefined ? '' : ` It goes on for ${windowName(kept)} after that, in case it comes back.`;
  return {
    summary: `${about(objective)}: {{ $value | humanizePercentage }} of ${events} bad in ${windowName(long)}`,
    description: [
      promise(objective),
      `${sinceSentence(objective, burnAlertNames[name])}${lastSo}: {{ $value | humanizePercentage }} of ${events} bad in the last ${windowName(long)}, ${lookUp(objective, errorRatio(short), 'humanizePercentage', 'unknown')} in the last ${windowName(short)}.${keeps}`,
      `This alert fires above ${percent(threshold)} over ${windowName(long)} and over ${windowName(short)}: ${pace(factor)}, which spends ${share} % of it in ${windowName(long)}.`,
      budgetSentence(objective),
      ...(worst === undefined ? [] : [lookFirst(worst)]),
    ].join('\n'),
    ...links(objective),
  };
}

/** What is said when nothing is left of a budget. */
export function exhaustedTexts(objective: Objective): Texts {
  const { window, indicator } = objective;
  return {
    summary: `${about(objective)}: the error budget of ${windowName(window)} is spent`,
    description: [
      promise(objective),
      `${sinceSentence(objective, exhaustedAlertName)}Left of the budget: {{ $value | humanizePercentage }}. The objective is missed until bad ${indicator.type === 'gauge' ? 'time leaves' : 'events leave'} the window.`,
    ].join('\n'),
    ...links(objective),
  };
}

/** What is said when no target answers. */
export function unreachableTexts(objective: Objective, wait: string): Texts {
  const place = '{namespace=%q,service=%q}';
  const count = (selector: string, otherwise: string) =>
    `{{ with printf ${JSON.stringify(`count(${selector}${place})`)} $labels.namespace $labels.service | query }}{{ . | first | value }}{{ else }}${otherwise}{{ end }}`;
  return {
    summary: `${service}: no target has answered for ${wait}`,
    description: [
      promise({ ...objective, by: [] }),
      `${sinceSentence({ ...objective, by: [] }, unreachableAlertName)}Prometheus has ${count('up', 'no')} targets of the service, and none of them answers. Whether it fails its users is not measured meanwhile: no other alert on this objective can tell.`,
      `Look at its pods first: whether there are any, whether they are ready, and why not. A service that is scaled to zero does not fire this.`,
    ].join('\n'),
    ...links(objective),
  };
}

/** What is said when targets answer and there is nothing to measure. */
export function absentTexts(objective: Objective, since: string): Texts {
  const metrics = objective.metrics.map(({ name }) => name).join(', ');
  return {
    summary: `${service}, ${objective.name}: nothing to measure it by for ${since}`,
    description: [
      promise(objective),
      `Nothing that this objective counts is there, of ${metrics}: the service no longer exposes it, or was never scraped. A service that has had no request since its start looks the same where its series do not begin at 0; one without traffic does not. While this is so, no other alert on this objective can fire.`,
      ...(objective.by.length === 0
        ? []
        : [`It fires when that is so for every ${objective.by.join(' and ')}.`]),
    ].join('\n'),
    ...links(objective),
  };
}

/** The service, and its cluster where Prometheus has a label that names it. */
const service =
  '{{ $labels.service }} in {{ $labels.namespace }}{{ with $externalLabels.cluster }} of cluster {{ . }}{{ end }}';

/** The service and the objective, with the values that it is kept by. */
function about({ name, by }: Objective): string {
  const values = by.map((label) => ` ${label}={{ $labels.${label} }}`).join('');
  return `${service}, ${name}${values}`;
}

function promise({ description, objective, window, indicator, owner }: Objective): string {
  const who = owner === undefined ? '' : ` Owner: ${escape(owner)}.`;
  const share = `${plainDecimal(objective)} % of ${eventsOf(indicator)} over ${windowName(window)}`;
  return `${sentence(escape(description))} Promised: ${share}, so ${percent(budgetOf(objective))} may be bad.${who}`;
}

/** Since when the alert is active; nothing when it has just become so, and no sample of it is there. */
function sinceSentence(objective: Objective, alert: string): string {
  return `{{ ${select(alert, objective)} }}Since {{ . | first | value | humanizeTimestamp }}. {{ end }}`;
}

/** The moment at which the text was written: while an alert is kept firing, Prometheus does not write it again. */
const lastSo =
  'Last so at {{ with query "vector(time())" }}{{ . | first | value | humanizeTimestamp }}{{ end }}';

/** What is left of the budget, and when it is gone. Before it has been evaluated once nothing is claimed. */
function budgetSentence(objective: Objective): string {
  const left = '{{ . | first | value | humanizePercentage }}';
  const gone = `{{ ${select(exhaustion.name, objective)} }}At the pace of the hour before it is gone in {{ . | first | value | humanizeDuration }}.{{ else }}At the pace of the hour before it lasts.{{ end }}`;
  return `{{ ${select(remainingRatio.name, objective)} }}Then left of the budget: ${left}. {{ if le (. | first | value) 0.0 }}It is gone.{{ else }}${gone}{{ end }}{{ else }}What is left of the budget is not known yet.{{ end }}`;
}

/** The parts of the service that are worst now. */
function lookFirst({ record, label, unit }: WorstSeries): string {
  const worst = JSON.stringify(`topk(3, ${record}{namespace=%q,service=%q} > 0)`);
  return `{{ with printf ${worst} $labels.namespace $labels.service | query }}Look first at:{{ range . }} {{ .Labels.${label} }} ({{ .Value | humanize }} ${unit}){{ end }}.{{ end }}`;
}

function pace(factor: number): string {
  return factor === 1 ? 'all that the budget allows' : `${plainDecimal(factor)} times what the budget allows`;
}

/** A value that is looked up when the text is written; where there is none, other words. */
function lookUp(objective: Objective, series: SeriesModel, format: string, otherwise: string): string {
  return `{{ ${select(series.name, objective)} }}{{ . | first | value | ${format} }}{{ else }}${otherwise}{{ end }}`;
}

/** `first` of nothing would fail the whole text, so it stands inside a `with`, which nothing does not enter. */
function select(name: string, { name: slo, by }: Objective): string {
  const isAlert = !name.includes(':');
  const labels = [...identityLabelNames, ...by];
  const own = [...(isAlert ? [`alertname="${name}"`] : []), `slo="${slo}"`];
  const matchers = [...own, ...labels.map((label) => `${label}=%q`)].join(',');
  const series = JSON.stringify(`${isAlert ? 'ALERTS_FOR_STATE' : name}{${matchers}}`);
  return `with printf ${series} ${labels.map((label) => `$labels.${label}`).join(' ')} | query`;
}

function links({ runbook, dashboard }: Objective): Texts {
  return {
    ...defined({ runbook_url: runbook, dashboard_url: dashboard }),
  };
}

function percent(share: number): string {
  return `${plainDecimal(exact(share * 100))} %`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A text of the user's in a Go template: braces in it are no action. */
function escape(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
