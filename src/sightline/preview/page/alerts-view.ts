import type { PreviewAlert } from '../model';
import type { Result } from './api';
import { h } from './dom';
import { formatMoment } from './format-time';
import type { LeadTo } from './lead-to';

/** How many alerts are shown whole; more are behind a line. */
const mostWhole = 2;

/** What fires, with what the alert says. */
export interface AlertsView {
  readonly element: HTMLElement;
  readonly show: (result: Result<readonly PreviewAlert[]>) => void;
}

/** An alert on the page. */
interface AlertCard {
  readonly element: HTMLElement;
  readonly show: (alert: PreviewAlert) => void;
}

/**
 * A list of alerts that nothing is known of yet. Each alert keeps its place on the page for as long as it is there, since its texts change with
 * each look: what is open stays open, and what has the focus keeps it.
 */
export function alertsView(leadTo: LeadTo): AlertsView {
  const state = h('p', { class: 'quiet' });
  const whole = h('div', { class: 'alerts' });
  const count = h('summary');
  const rest = h('div', { class: 'alerts' });
  const more = h('details', { class: 'more' }, count, rest);
  const heading = h('h2', { id: 'alerts-title' }, 'Alerts');
  let cards: ReadonlyMap<string, AlertCard> = new Map();
  more.hidden = true;
  return {
    element: h('section', { 'aria-labelledby': 'alerts-title' }, heading, state, whole, more),
    show: (result) => {
      const alerts = result.ok ? result.value : [];
      state.textContent = result.ok
        ? alerts.length === 0
          ? 'Nothing fires.'
          : ''
        : `Not known: ${result.failure.text}`;
      const shown = alerts.map((alert) => {
        const key = `${alert.name} ${alert.about}`;
        const card = cards.get(key) ?? alertCard(leadTo);
        card.show(alert);
        return [key, card] as const;
      });
      cards = new Map(shown);
      const elements = shown.map(([, { element }]) => element);
      place(whole, elements.slice(0, mostWhole));
      place(rest, elements.slice(mostWhole));
      more.hidden = elements.length <= mostWhole;
      count.textContent = `${elements.length - mostWhole} more, of slower tiers or less urgent`;
    },
  };
}

/** Puts elements into a place, and touches none that stands there already: moving one would take the focus from it. */
function place(into: HTMLElement, elements: readonly HTMLElement[]): void {
  const isSame =
    into.children.length === elements.length && elements.every((each, at) => into.children[at] === each);
  if (!isSame) into.replaceChildren(...elements);
}

function alertCard(leadTo: LeadTo): AlertCard {
  const badge = h('span', { class: 'badge' });
  const name = h('strong');
  const about = h('span', { class: 'quiet' });
  const summary = h('p', { class: 'summary' });
  const description = h('p', { class: 'description' });
  const known = h('details', {}, h('summary', {}, 'What to know'), description);
  const link = h('a', { rel: 'noreferrer' }, 'Runbook');
  const runbook = h('span', {}, link);
  const there = h('a', {}, 'Dashboard');
  const links = h('p', { class: 'alert-links' }, there, runbook);
  const element = h(
    'article',
    { class: 'alert' },
    h('p', { class: 'badges' }, badge, name, about),
    summary,
    known,
    links,
  );
  return {
    element,
    show: (alert) => {
      const { severity, state } = alert;
      element.dataset.severity = severity;
      badge.textContent = state === 'firing' ? severity : `${severity}, pending`;
      name.textContent = alert.name;
      about.textContent = `${alert.about}, since ${formatMoment(alert.since, 0)}`;
      summary.textContent = alert.summary;
      description.textContent = alert.description;
      known.hidden = alert.description === '';
      // what leads elsewhere than to a page is no link
      const isPage = alert.runbook !== undefined && /^https?:/.test(alert.runbook);
      runbook.hidden = !isPage;
      if (isPage) link.href = alert.runbook ?? '';
      const address = leadTo(alert.target);
      there.hidden = address === undefined;
      there.href = address ?? '';
      links.hidden = !isPage && address === undefined;
    },
  };
}

/** What alerts add to a story: when each began that cannot wait. */
export function alertEvents(
  alerts: readonly PreviewAlert[],
): readonly { readonly at: number; readonly text: string }[] {
  return alerts
    .filter(({ state, severity }) => state === 'firing' && severity === 'critical')
    .map(({ since, name, about }) => ({ at: since, text: `${name} fires: ${about}.` }));
}
