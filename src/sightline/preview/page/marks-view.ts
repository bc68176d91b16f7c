import type { PreviewMark } from '../model';
import { h } from './dom';
import { formatMoment } from './format-time';

/** Of how many marks of one name the moment is told: the last ones. */
const mostMoments = 3;

/** What the marks on the graphs are, and when. */
export interface MarksView {
  readonly element: HTMLElement;

  /** @param span how far back one looks, in seconds */
  readonly show: (marks: readonly PreviewMark[], span: number) => void;
}

/** A list of marks that nothing is known of yet. */
export function marksView(): MarksView {
  const element = h('ul', { class: 'marks', 'aria-label': 'Marks on the graphs' });
  element.hidden = true;
  return {
    element,
    show: (marks, span) => {
      const names = new Map(marks.map(({ name, color }) => [name, color]));
      element.hidden = names.size === 0;
      element.replaceChildren(
        ...[...names].map(([name, color]) => {
          const all = marks.filter((each) => each.name === name);
          const moments = all.slice(-mostMoments).map(({ from }) => formatMoment(from, span));
          const earlier = all.length > mostMoments ? `${all.length - mostMoments} earlier, ` : '';
          return h(
            'li',
            {},
            h('span', { class: `sample ${color}` }),
            `${name}: ${earlier}${moments.join(', ')}`,
          );
        }),
      );
    },
  };
}
