import type { Target } from '../../src/sightline/contract/target-labels';
import { bindDashboard } from '../../src/sightline/dashboards/bind-dashboard';
import type { Panel } from '../../src/sightline/dashboards/panel';
import { rawWindow, serviceDashboard } from '../../src/sightline/dashboards/service-dashboard';
import { burnRate, errorRatio, remainingRatio } from '../../src/sightline/objectives/recorded-series';
import { windowName } from '../../src/sightline/objectives/windows';
import { fillVariables } from '../../src/sightline/preview/fill-variables';
import { bindGroups } from '../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../src/sightline/rules/objectives/groups';
import type { BoundRule } from '../../src/sightline/rules/rule';
import { objectiveShape } from '../objectives/ours';
import type { Group, Shape } from '../objectives/shape';
import { failedOf, requestsOf, scrapeSeconds } from '../objectives/task-api';
import { budget, contract, signals, windowDays } from './contract';

/** Six hours, a point each time that there is something new. */
export const points = (6 * 3600) / scrapeSeconds;

/** What a panel asks for at one moment, as rules so that it costs what rules cost. */
export interface PanelQueries {
  readonly title: string;

  /** How many moments a refresh asks for. */
  readonly points: number;
  readonly asked: Group;

  /**
   * The same from the series that the service exposes.
   *
   * @default - that is what it asks for
   */
  readonly raw?: Group;
}

/** What the rules of a service record, as it would be asked for without them. */
type Unrecorded = ReadonlyMap<string, string>;

/**
 * The panels of the dashboard of a service that ask when it is opened.
 *
 * @throws Error when anything is wrong with it
 */
export function panelsOf(target: Target): PanelQueries[] {
  const scrapeInterval = scrapeSeconds * 1000;
  const objectives = objectiveRules(contract, { scrapeInterval, signals: [signals] });
  const groups = [signals, ...objectives.flatMap((each) => each.groups)];
  const shown = { target, contract, groups: [signals], objectives, scrapeInterval };
  const { dashboard, problems } = bindDashboard(serviceDashboard(shown), {
    about: { target, contract, groups },
    dialect: {},
    rateWindow: rawWindow({ scrapeInterval }),
  });
  const wrong = [...contract.problems, ...problems];
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong, null, 2));
  const unrecorded = unrecordedOf(target);
  const filling = {
    variables: dashboard.variables,
    choices: new Map<string, readonly string[]>(),
    step: scrapeSeconds,
    scrapeInterval: scrapeSeconds,
  };
  return dashboard.rows
    .filter(({ collapsed = false }) => !collapsed)
    .flatMap(({ panels }) => panels)
    .map((panel) => queriesOf(panel, unrecorded, (text) => fillVariables(text, filling)));
}

/** All that panels ask for, beside the rules that record what they read of the objective: so much of the past is written. */
export function shapeOf(target: Target, panels: readonly PanelQueries[]): Shape {
  const asking = panels.flatMap(({ asked, raw }) => (raw === undefined ? [asked] : [asked, raw]));
  return { name: 'panels', groups: [...objectiveShape(contract, target).groups, ...asking] };
}

function queriesOf(
  { title, kind, queries }: Panel<string>,
  unrecorded: Unrecorded,
  filled: (text: string) => string,
): PanelQueries {
  const texts = queries.map(({ expression }) => filled(expression));
  const raw = texts.map((text) => withoutRecorded(text, unrecorded));
  const isGraph = kind === 'graph' || kind === 'heatmap';
  return {
    title,
    points: isGraph ? points : 1,
    asked: groupOf(title, texts),
    ...(raw.every((text, index) => text === texts[index]) ? {} : { raw: groupOf(title, raw) }),
  };
}

function groupOf(name: string, texts: readonly string[]): Group {
  const rules = texts.map((expr): BoundRule => ({ record: name, expr, labels: {} }));
  return { name, interval: '1m', rules };
}

/** Recorded series in a text, with what they stand for in their place. */
function withoutRecorded(text: string, unrecorded: Unrecorded): string {
  return text.replaceAll(/([a-z_:][a-z0-9_:]*)\{[^}]*\}/g, (selector, name: string) => {
    const expression = unrecorded.get(name);
    return expression === undefined ? selector : `(${withoutRecorded(expression, unrecorded)})`;
  });
}

/** Signals as their rules have them, and the series of an objective as a person would ask for them who has no rules. */
function unrecordedOf(target: Target): Unrecorded {
  const bound = bindGroups([signals], {
    target,
    scrapeInterval: scrapeSeconds * 1000,
    metrics: contract.metrics,
  });
  const ofSignals = bound.groups.flatMap(({ rules }) =>
    rules.flatMap((rule) => ('record' in rule ? [[rule.record, rule.expr] as const] : [])),
  );
  const ratio = (window: string) =>
    `sum(rate(${failedOf(target)}[${window}])) / sum(rate(${requestsOf(target)}[${window}]))`;
  const minute = 60_000;
  const windows = [5, 30, 60, 120, 360, 1440, windowDays * 1440].map((minutes) => minutes * minute);
  return new Map([
    ...ofSignals,
    ...windows.map((window) => [errorRatio(window).name, ratio(windowName(window))] as const),
    [burnRate.name, `${ratio('1h')} / ${budget}`],
    [remainingRatio.name, `1 - ${ratio(`${windowDays}d`)} / ${budget}`],
  ]);
}
