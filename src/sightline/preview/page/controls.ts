import type { PreviewDashboard, PreviewModel } from '../model';
import { h } from './dom';
import type { Chosen } from './location-state';

/** The top of the page: which dashboard, how far back, and whether it is live. */
export interface Controls {
  /** Says which of them are chosen. */
  readonly show: (chosen: Chosen) => void;

  /** Says when data came last. */
  readonly live: (text: string, isLive: boolean) => void;
}

/** Fills the top of the page. */
export function controls(
  top: HTMLElement,
  model: PreviewModel,
  choose: (change: Partial<Chosen>) => void,
): Controls {
  const select = h(
    'select',
    { id: 'dashboard' },
    ...model.dashboards.map(({ uid, title }) => h('option', { value: uid }, title)),
  );
  select.addEventListener('change', () => choose({ dashboard: select.value, choices: new Map() }));
  const ranges = model.ranges.map(({ title, seconds }) => {
    const button = h('button', { type: 'button' }, title);
    button.addEventListener('click', () => choose({ range: seconds }));
    return { seconds, button };
  });
  const status = h('p', { class: 'live' });
  top.replaceChildren(
    h('p', { class: 'brand' }, h('strong', {}, 'Sightline'), ' preview'),
    h('label', { class: 'unseen', for: 'dashboard' }, 'Dashboard'),
    select,
    h(
      'div',
      { class: 'ranges', role: 'group', 'aria-label': 'How far back' },
      ...ranges.map(({ button }) => button),
    ),
    status,
  );
  return {
    show: ({ dashboard, range }) => {
      select.value = dashboard;
      for (const { seconds, button } of ranges)
        button.setAttribute('aria-pressed', String(seconds === range));
    },
    live: (text, isLive) => {
      status.textContent = text;
      status.dataset.live = String(isLive);
    },
  };
}

/** The variables of a dashboard: a choice each, filled when it is opened the first time. */
export function variableControls(
  { variables }: PreviewDashboard,
  chosen: Chosen,
  values: (label: string) => Promise<readonly string[]>,
  choose: (change: Partial<Chosen>) => void,
): HTMLElement {
  const fields = variables.map(({ label, title }) => {
    const [value = ''] = chosen.choices.get(label) ?? [];
    const select = h('select', { id: `choice-${label}` });
    const fill = (all: readonly string[]): void => {
      const shown = value === '' || all.includes(value) ? all : [value, ...all];
      select.replaceChildren(
        h('option', { value: '' }, 'All'),
        ...shown.map((each) => h('option', { value: each }, each)),
      );
      select.value = value;
    };
    fill([]);
    void values(label).then(fill);
    select.addEventListener('change', () => {
      const choices = new Map(chosen.choices);
      if (select.value === '') choices.delete(label);
      else choices.set(label, [select.value]);
      choose({ choices });
    });
    return h('label', { for: `choice-${label}` }, `${title} `, select);
  });
  return h('div', { class: 'variables' }, ...fields);
}
