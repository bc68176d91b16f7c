import type { PreviewPanel } from '../model';
import { h } from './dom';
import { formatValue } from './format-value';
import type { LeadTo } from './lead-to';
import { levelOf, levelAdvice } from './levels';
import type { View } from './view';

/** The series of this moment, one in a row; a service leads to its dashboard. */
export function tableView(panel: PreviewPanel, leadTo: LeadTo): View {
  const { title, unit, queries } = panel;
  const table = h('table');
  return {
    // it is wider than a phone
    element: h(
      'div',
      { class: 'table', tabindex: 0, role: 'region', 'aria-label': `Table of ${title}` },
      table,
    ),
    update: (data) => {
      if (data.kind !== 'table') return false;
      const names = [...data.labels, ...queries.map(({ name = '' }) => name)];
      const rows = data.rows.map(({ labels, values }) =>
        h(
          'tr',
          {},
          ...labels.map((label, column) => {
            const of = (name: string): string => labels[data.labels.indexOf(name)] ?? '';
            const href =
              data.labels[column] === 'service'
                ? leadTo({ namespace: of('namespace'), service: label })
                : undefined;
            return h('td', {}, href === undefined ? label : h('a', { href }, label));
          }),
          ...values.map((value, column) => {
            const query = queries[column];
            const level =
              value === null || query?.thresholds === undefined
                ? undefined
                : levelOf(value, query.thresholds);
            const isWrong = level !== undefined && level !== 'good';
            const text = formatValue(value, query?.unit ?? unit);
            return h(
              'td',
              { class: 'value', 'data-level': level },
              isWrong ? `${text} (${levelAdvice[level]})` : text,
            );
          }),
        ),
      );
      table.replaceChildren(
        h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...rows),
      );
      return rows.length > 0;
    },
  };
}
