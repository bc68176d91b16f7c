import type { PanelAnswer, PreviewMark, PreviewPanel } from '../model';
import type { Failure, Result } from './api';
import type { Cursor } from './cursor';
import { h } from './dom';
import { graphView } from './graph-view';
import { heatMapView } from './heat-map-view';
import type { LeadTo } from './lead-to';
import { numberView } from './number-view';
import { tableView } from './table-view';
import type { View } from './view';

/** A panel on the page. */
export interface PanelCard {
  readonly element: HTMLElement;
  readonly panel: PreviewPanel;

  /** Shows an answer, or why there is none; what was drawn before stays, and is marked as old. */
  readonly show: (result: Result<PanelAnswer>, marks: readonly PreviewMark[]) => void;
}

/** A panel that nothing is known of yet. */
export function panelCard(panel: PreviewPanel, cursor: Cursor, leadTo: LeadTo): PanelCard {
  const { id, title, description, kind } = panel;
  const view = viewOf(panel, cursor, leadTo);
  const state = h('p', { class: 'state' }, 'Asking Prometheus');
  const queries = h('div', { class: 'queries' });
  const about = h(
    'details',
    { class: 'about' },
    h(
      'summary',
      {},
      h('span', { 'aria-hidden': 'true' }, 'i'),
      h('span', { class: 'unseen' }, `About ${title}`),
    ),
    h('p', {}, description),
    queries,
  );
  const heading = `panel-${id}`;
  const element = h(
    'section',
    { class: `panel ${kind}`, 'aria-labelledby': heading },
    h('h3', { id: heading }, title),
    about,
    state,
    view.element,
  );
  element.dataset.state = 'asking';
  return {
    element,
    panel,
    show: (result, marks) => {
      if (!result.ok) {
        const { kind: why, text } = result.failure;
        // that Prometheus is gone is said once for the page, and old values are better than none
        if (why !== 'refused' && element.dataset.state === 'drawn') return;
        element.dataset.state = why;
        state.textContent = whyEmpty[why] === undefined ? 'No answer' : `${whyEmpty[why]}: ${text}`;
        return;
      }
      const { data, queries: texts, warnings } = result.value;
      // first, as nothing can be drawn where nothing is shown
      element.dataset.state = 'drawn';
      const isDrawn = view.update(data, marks);
      if (!isDrawn) element.dataset.state = 'empty';
      state.textContent = isDrawn ? '' : 'No data: Prometheus has no values of it in this time';
      queries.replaceChildren(
        ...texts.map((text) => h('pre', { tabindex: 0 }, h('code', {}, text))),
        ...warnings.map((warning) => h('p', { class: 'warning' }, `Prometheus says: ${warning}`)),
      );
    },
  };
}

/** What is said where one panel has no answer; that nothing has one is said for the page. */
const whyEmpty: Readonly<Partial<Record<Failure['kind'], string>>> = {
  refused: 'Prometheus refuses the query',
  failed: 'The preview can not work it out',
};

function viewOf(panel: PreviewPanel, cursor: Cursor, leadTo: LeadTo): View {
  switch (panel.kind) {
    case 'graph':
      return graphView(panel, cursor);
    case 'heatmap':
      return heatMapView(panel, cursor);
    case 'number':
    case 'gauge':
      return numberView(panel);
    case 'table':
      return tableView(panel, leadTo);
  }
}
