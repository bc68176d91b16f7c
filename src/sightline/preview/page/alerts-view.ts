import type { PreviewAlert } from '../model';
import type { Result } from './api';
import { h } from './dom';
import { formatMoment } from './format-time';

/** How many alerts are shown whole; more are behind a line. */
const mostWhole = 2;

/** What fires, with what the alert says. */
export interface AlertsView {
  readonly element: HTMLElement;
  readonly show: (result: Result<readonly PreviewAlert[]>) => void;
}

/** A list of alerts that nothing is known of yet. */
export function alertsView(): AlertsView {
  const title = h('h2', { id: 'alerts-title' }, 'Alerts');
  const list = h('div', { class: 'alerts' });
  const element = h('section', { 'aria-labelledby': 'alerts-title' }, title, list);
  let shown = '';
  return {
    element,
    show: (result) => {
      // what is open stays open as long as nothing else is to be said
      const key = JSON.stringify(result);
      if (key === shown) return;
      shown = key;
      const open = new Set(
        [...list.querySelectorAll('details[open]')].map((each) => each.getAttribute('data-key')),
      );
      list.replaceChildren(...contentOf(result));
      for (const each of list.querySelectorAll('details'))
        each.open = open.has(each.getAttribute('data-key'));
    },
  };
}

function contentOf(result: Result<readonly PreviewAlert[]>): readonly HTMLElement[] {
  if (!result.ok) return [h('p', { class: 'quiet' }, `Not known: ${result.failure.text}`)];
  const alerts = result.value;
  if (alerts.length === 0) return [h('p', { class: 'quiet good' }, 'Nothing fires.')];
  const rest = alerts.slice(mostWhole);
  return [
    ...alerts.slice(0, mostWhole).map(alertCard),
    ...(rest.length === 0
      ? []
      : [
          h(
            'details',
            { class: 'more', 'data-key': 'more' },
            h('summary', {}, `${rest.length} more, of slower tiers or less urgent`),
            ...rest.map(alertCard),
          ),
        ]),
  ];
}

function alertCard(alert: PreviewAlert): HTMLElement {
  const { name, state, severity, since, about, summary, description, runbook } = alert;
  const moment = `since ${formatMoment(since, 0)}`;
  return h(
    'article',
    { class: 'alert', 'data-severity': severity, 'data-state': state },
    h(
      'p',
      { class: 'badges' },
      h('span', { class: 'badge' }, state === 'firing' ? severity : `${severity}, pending`),
      h('strong', {}, name),
      h('span', { class: 'quiet' }, `${about}, ${moment}`),
    ),
    h('p', { class: 'summary' }, summary),
    ...(description === ''
      ? []
      : [
          h(
            'details',
            { 'data-key': `${name} ${about}` },
            h('summary', {}, 'What to know'),
            h('p', { class: 'description' }, description),
          ),
        ]),
    ...(runbook !== undefined && /^https?:/.test(runbook)
      ? [h('p', {}, h('a', { href: runbook, rel: 'noreferrer' }, 'Runbook'))]
      : []),
  );
}

/** What alerts add to a story: when each began that cannot wait. */
export function alertEvents(
  alerts: readonly PreviewAlert[],
): readonly { readonly at: number; readonly text: string }[] {
  return alerts
    .filter(({ state, severity }) => state === 'firing' && severity === 'critical')
    .map(({ since, name, about }) => ({ at: since, text: `${name} fires: ${about}.` }));
}
