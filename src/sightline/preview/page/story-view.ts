import type { PreviewAlert, PreviewStory } from '../model';
import { alertEvents } from './alerts-view';
import { h } from './dom';
import { formatMoment, formatSpan } from './format-time';

/** How many events are told. */
const mostEvents = 6;

/** What is done to the service on purpose, and what came of it. */
export interface StoryView {
  readonly element: HTMLElement;
  readonly show: (story: PreviewStory, alerts: readonly PreviewAlert[]) => void;
}

/** A story that has not begun. */
export function storyView(): StoryView {
  const now = h('p', { class: 'now' });
  const hint = h('p', { class: 'quiet' });
  const events = h('ol', { class: 'events' });
  const element = h(
    'section',
    { class: 'story', 'aria-labelledby': 'story-title' },
    h('h2', { id: 'story-title' }, 'What goes on'),
    now,
    hint,
    events,
  );
  return {
    element,
    show: (story, alerts) => {
      const { next } = story;
      const left = next === undefined ? undefined : next.at - Date.now() / 1000;
      now.textContent = story.now;
      hint.textContent = [
        story.hint,
        ...(next === undefined ? [] : [`Next, in ${formatSpan(left ?? 0)}: ${next.text}.`]),
      ].join(' ');
      const all = [...story.events, ...alertEvents(alerts)].sort((one, other) => one.at - other.at);
      events.replaceChildren(
        ...all
          .slice(-mostEvents)
          .map(({ at, text }) => h('li', {}, h('time', {}, formatMoment(at, 0)), h('span', {}, text))),
      );
    },
  };
}
