import type { BurnRateAlert } from '../../objectives/alert-policy';
import { incidentLabels } from '../../objectives/alert-tiers';
import { budgetOf, exact } from '../../objectives/exact';
import { eventsOf, type Objective } from '../../objectives/objective';
import { plainDecimal } from '../../promql/syntax/decimal';
import { windowName } from '../../objectives/windows';
import { objectiveNames as names } from './names';

type Texts = Readonly<Record<string, string>>;

/** What is said when a budget burns too fast: what burns, how fast, what is left, when it is gone, and where to look. */
export function burnTexts(objective: Objective, alert: BurnRateAlert): Texts {
  const events = eventsOf(objective.indicator);
  const { long, short, threshold, factor, budgetShare } = alert;
  return {
    summary: `${about(objective)}: {{ $value | humanizePercentage }} of ${events} bad in the last ${windowName(long)}`,
    description: [
      promise(objective),
      `Bad in the last ${windowName(long)}: {{ $value | humanizePercentage }} of ${events}, and it goes on. This alert fires above ${percent(threshold)} over ${windowName(long)} and over ${windowName(short)}: ${pace(factor)}, which spends ${plainDecimal(exact(Number(budgetShare.toPrecision(3))))} % of it in ${windowName(long)}.`,
      leftSentence(objective),
      whenGone(objective),
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
      `Left of the budget: {{ $value | humanizePercentage }}. The objective is missed until bad ${indicator.type === 'gauge' ? 'time leaves' : 'events leave'} the window.`,
    ].join('\n'),
    ...links(objective),
  };
}

/** What is said when there is nothing to measure. */
export function absentTexts(objective: Objective, since: string): Texts {
  const metrics = objective.metrics.map(({ name }) => name).join(', ');
  return {
    summary: `{{ $labels.service }} in {{ $labels.namespace }}, ${objective.name}: nothing to measure it by for ${since}`,
    description: [
      promise(objective),
      `Nothing that this objective counts is there, of ${metrics}: the service is not scraped, has no pods, or no longer exposes it. A service that has had no request since its start looks the same where its series do not begin at 0; one without traffic does not. While this is so, no other alert on this objective can fire.`,
      ...(objective.by.length === 0
        ? []
        : [`It fires when that is so for every ${objective.by.join(' and ')}.`]),
    ].join('\n'),
    ...links(objective),
  };
}

/** The service and the objective, with the values that it is kept by. */
function about({ name, by }: Objective): string {
  const values = by.map((label) => ` ${label}={{ $labels.${label} }}`).join('');
  return `{{ $labels.service }} in {{ $labels.namespace }}, ${name}${values}`;
}

function promise({ description, objective, window, indicator, owner }: Objective): string {
  const who = owner === undefined ? '' : ` Owner: ${escape(owner)}.`;
  const share = `${plainDecimal(objective)} % of ${eventsOf(indicator)} over ${windowName(window)}`;
  return `${sentence(escape(description))} Promised: ${share}, so ${percent(budgetOf(objective))} may be bad.${who}`;
}

function leftSentence(objective: Objective): string {
  return `Left of the budget: ${query(objective, names.remainingRatio, 'humanizePercentage', 'unknown')}.`;
}

/** Nothing where the budget lasts. */
function whenGone({ by }: Objective): string {
  const gone = '{{ . | humanizeDuration }}';
  return `{{ ${select(names.exhaustion, by)} }}{{ with . | first | value }}At the pace of the last hour it is gone in ${gone}.{{ else }}It is gone.{{ end }}{{ else }}At the pace of the last hour it lasts.{{ end }}`;
}

function pace(factor: number): string {
  return factor === 1 ? 'all that the budget allows' : `${plainDecimal(factor)} times what the budget allows`;
}

/** A value that is looked up when the alert fires; where there is none, other words. */
function query({ by }: Objective, name: string, format: string, otherwise: string): string {
  return `{{ ${select(name, by)} }}{{ . | first | value | ${format} }}{{ else }}${otherwise}{{ end }}`;
}

/** `first` of nothing would fail the whole text, so it stands inside a `with`, which nothing does not enter. */
function select(name: string, by: readonly string[]): string {
  const labels = [...incidentLabels, ...by];
  const matchers = labels.map((label) => `${label}=%q`).join(',');
  return `with printf "${name}{${matchers}}" ${labels.map((label) => `$labels.${label}`).join(' ')} | query`;
}

function links({ runbook, dashboard }: Objective): Texts {
  return {
    ...(runbook === undefined ? {} : { runbook_url: runbook }),
    ...(dashboard === undefined ? {} : { dashboard_url: dashboard }),
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
