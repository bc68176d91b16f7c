import type {
  PanelAnswer,
  PreviewAlert,
  PreviewDashboard,
  PreviewMark,
  PreviewModel,
  PreviewStory,
} from '../model';
import { alertsView } from './alerts-view';
import { ask, type Failure, type Result } from './api';
import { variableControls } from './controls';
import { newCursor } from './cursor';
import { h } from './dom';
import { addressOf, leadingFrom } from './lead-to';
import { paramsOf, type Chosen } from './location-state';
import { marksView } from './marks-view';
import { panelCard, type PanelCard } from './panel-card';
import { storyView } from './story-view';

/** A dashboard on the page. */
export interface DashboardPage {
  readonly element: HTMLElement;

  /** Asks for what is on the screen, and draws it; says why something has no answer. */
  readonly look: () => Promise<Failure | undefined>;

  /** It is not looked at any more. */
  readonly leave: () => void;
}

/** A dashboard, its panels empty. */
export function dashboardPage(
  model: PreviewModel,
  dashboard: PreviewDashboard,
  chosen: Chosen,
  choose: (change: Partial<Chosen>) => void,
): DashboardPage {
  const params = paramsOf(chosen);
  const cursor = newCursor();
  const leadTo = leadingFrom(model, chosen);
  const alerts = alertsView(leadTo);
  const marked = marksView();
  const story = model.hasStory ? storyView() : undefined;
  const cards = new Map<Element, PanelCard>();
  const onScreen = new Set<PanelCard>();
  let marks: readonly PreviewMark[] = [];

  const askFor = async (card: PanelCard): Promise<Failure | undefined> => {
    const own = new URLSearchParams(params);
    own.set('panel', String(card.panel.id));
    const result = await ask<PanelAnswer>('panel', own);
    card.show(result, marks);
    return result.ok ? undefined : result.failure;
  };
  // a panel that comes into sight while all are asked for is asked for once
  const underWay = new Map<PanelCard, Promise<Failure | undefined>>();
  const draw = (card: PanelCard): Promise<Failure | undefined> => {
    const asked = underWay.get(card) ?? askFor(card).finally(() => underWay.delete(card));
    underWay.set(card, asked);
    return asked;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const card = cards.get(target);
        if (card === undefined) continue;
        if (!isIntersecting) onScreen.delete(card);
        else if (!onScreen.has(card)) {
          onScreen.add(card);
          void draw(card);
        }
      }
    },
    { rootMargin: '300px' },
  );

  const rows = dashboard.rows.map(({ title, collapsed, panels }) => {
    const all = panels.map((panel) => {
      const card = panelCard(panel, cursor, leadTo);
      cards.set(card.element, card);
      observer.observe(card.element);
      return card.element;
    });
    return h(
      'details',
      { class: 'row', open: !collapsed },
      h('summary', {}, h('h2', {}, title)),
      h('div', { class: 'panels' }, ...all),
    );
  });

  const valuesOf = async (label: string): Promise<readonly string[]> => {
    const own = new URLSearchParams(params);
    own.set('variable', label);
    const result = await ask<readonly string[]>('values', own);
    return result.ok ? result.value : [];
  };

  return {
    element: h(
      'div',
      {},
      h('h1', {}, dashboard.title),
      h('p', { class: 'quiet' }, dashboard.description),
      h('div', { class: 'first' }, ...(story === undefined ? [] : [story.element]), alerts.element),
      ...dashboard.problems.map((text) => h('p', { class: 'warning' }, `A panel is left out: ${text}`)),
      ...rows.slice(0, 1),
      marked.element,
      ...(dashboard.variables.length === 0 ? [] : [variableControls(dashboard, chosen, valuesOf, choose)]),
      ...rows.slice(1),
      linksOf(dashboard, model, chosen),
    ),
    look: async () => {
      const [foundAlerts, foundMarks, told] = await Promise.all([
        ask<readonly PreviewAlert[]>('alerts', params),
        ask<readonly PreviewMark[]>('marks', params),
        story === undefined ? undefined : ask<PreviewStory>('story', params),
      ]);
      alerts.show(foundAlerts);
      if (told?.ok === true) story?.show(told.value, foundAlerts.ok ? foundAlerts.value : []);
      if (foundMarks.ok) marks = foundMarks.value;
      marked.show(marks, chosen.range);
      const failures = await Promise.all([...onScreen].map(draw));
      return firstFailure([foundAlerts, foundMarks], failures);
    },
    leave: () => observer.disconnect(),
  };
}

/** A failure that is not about one query. */
function firstFailure(
  results: readonly Result<unknown>[],
  failures: readonly (Failure | undefined)[],
): Failure | undefined {
  const all = [...results.map((result) => (result.ok ? undefined : result.failure)), ...failures];
  return all.find((failure) => failure !== undefined && failure.kind !== 'refused');
}

/** Where else to look: pages of others, and dashboards that are shown here too. */
function linksOf({ links }: PreviewDashboard, { dashboards }: PreviewModel, { range }: Chosen): HTMLElement {
  const items = links.flatMap((link) => {
    if ('url' in link) return [h('a', { href: link.url, rel: 'noreferrer' }, link.title)];
    if ('dashboard' in link && dashboards.some(({ uid }) => uid === link.dashboard))
      return [h('a', { href: addressOf(link.dashboard, range) }, link.title)];
    return [];
  });
  return h('nav', { class: 'links', 'aria-label': 'Links' }, ...items);
}
