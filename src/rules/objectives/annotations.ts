import type { BurnRateAlert } from '../../objectives/alert-policy';
import { budgetOf, exact } from '../../objectives/exact';
import { eventsOf, type Objective } from '../../objectives/objective';
import { plainDecimal } from '../../promql/decimal';
import { objectiveNames as names, windowName } from './names';

type Texts = Readonly<Record<string, string>>;

/** What is said when a budget burns too fast: what burns, how fast, what is left, when it is gone, and where to look. */
export function burnTexts(objective: Objective, alert: BurnRateAlert): Texts {
  const events = eventsOf(objective.indicator);
  const { long, short, threshold, factor, budgetShare } = alert;
  return {
    summary: `${about(objective)}: {{ $value | humanizePercentage }} of ${events} bad over ${windowName(long)}, and it goes on`,
    description: [
      promise(objective),
      `Bad over the last ${windowName(long)}: {{ $value | humanizePercentage }} of ${events}. This alert fires above ${percent(threshold)} over ${windowName(long)} and over ${windowName(short)}: ${factor} times what the budget allows, which spends ${plainDecimal(exact(Number(budgetShare.toPrecision(3))))} % of it in ${windowName(long)}.`,
      leftSentence(objective),
      `At the pace of the last hour it ${whenGone(objective)}.`,
    ].join('\n'),
    ...links(objective),
  };
}

/** What is said when nothing is left of a budget. */
export function exhaustedTexts(objective: Objective): Texts {
  const { window, indicator } = objective;
  const left = `{{ $value | humanizePercentage }}`;
  return {
    summary: `${about(objective)}: the error budget of ${windowName(window)} is spent`,
    description: [
      promise(objective),
      `${left} of the budget is left: the objective is missed until bad ${indicator.type === 'gauge' ? 'time leaves' : 'events leave'} the window.`,
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
      `There are no series of ${metrics}: the service is not scraped, has no pods, or no longer exposes them. While that is so no alert on this objective can fire. Missing traffic does not fire this alert.`,
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

function whenGone(objective: Objective): string {
  const { by } = objective;
  return `{{ ${select(names.exhaustion, by)} }}is gone in {{ . | first | value | humanizeDuration }}{{ else }}lasts{{ end }}`;
}

/** A value that is looked up when the alert fires; where there is none, other words. */
function query({ by }: Objective, name: string, format: string, otherwise: string): string {
  return `{{ ${select(name, by)} }}{{ . | first | value | ${format} }}{{ else }}${otherwise}{{ end }}`;
}

/** `first` of nothing would fail the whole text, so it stands inside a `with`, which nothing does not enter. */
function select(name: string, by: readonly string[]): string {
  const labels = ['namespace', 'service', 'slo', ...by];
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
