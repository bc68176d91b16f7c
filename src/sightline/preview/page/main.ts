import type { PreviewDashboard, PreviewModel } from '../model';
import { ask, type Failure } from './api';
import { controls } from './controls';
import { dashboardPage, type DashboardPage } from './dashboard-page';
import { h } from './dom';
import { formatMoment } from './format-time';
import { paramsOf, readChosen, type Chosen } from './location-state';
import { newestOf } from './newest-of';

/** An element of index.html. */
function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no '${id}'`);
  return found;
}

/** Says what is wrong with all of the page, or nothing. */
function notice(text: string | undefined): void {
  const said = part('notice');
  if (said.textContent !== (text ?? '')) said.textContent = text ?? '';
}

function reason({ kind, text }: Failure, { prometheus }: PreviewModel): string {
  return kind === 'unreachable'
    ? `Prometheus (${prometheus}) does not answer: ${text}. It is asked again and again; what is drawn is from before.`
    : `The page has no answer: ${text}.`;
}

async function show(model: PreviewModel): Promise<void> {
  const otherwise = { dashboard: model.dashboards[0]?.uid ?? '', range: model.range };
  const chosenNow = (): Chosen => readChosen(location.hash, otherwise);
  const choose = (change: Partial<Chosen>): void => {
    location.hash = paramsOf({ ...chosenNow(), ...change }).toString();
  };
  const top = controls(part('top'), model, choose);
  let page: DashboardPage | undefined;
  let last: number | undefined;

  const load = newestOf((chosen: Chosen) => ask<PreviewDashboard>('dashboard', paramsOf(chosen)));

  const open = async (): Promise<void> => {
    const chosen = chosenNow();
    const found = await load(chosen);
    // another has been chosen meanwhile
    if (found === undefined) return;
    page?.leave();
    page = undefined;
    if (!found.ok) {
      part('content').replaceChildren(h('p', {}, found.failure.text));
      return;
    }
    document.title = `${found.value.title}, Sightline preview`;
    top.show(chosen);
    page = dashboardPage(model, found.value, chosen, choose);
    part('content').replaceChildren(page.element);
    await look();
  };
  const look = async (): Promise<void> => {
    const looked = page;
    const failure = await looked?.look();
    // what was asked for a dashboard that is gone says nothing about this one
    if (looked !== page) return;
    const now = Date.now() / 1000;
    if (failure === undefined) last = now;
    const since = last === undefined ? '' : ` since ${formatMoment(last, 0)}`;
    top.live(
      failure === undefined ? `live, ${formatMoment(now, 0)}` : `no data${since}`,
      failure === undefined,
    );
    document.body.dataset.live = String(failure === undefined);
    notice(failure === undefined ? undefined : reason(failure, model));
  };
  window.addEventListener('hashchange', () => void open());
  await open();
  for (;;) {
    await new Promise((done) => setTimeout(done, model.refresh));
    // nobody sees it
    if (!document.hidden) await look();
  }
}

async function start(): Promise<void> {
  const model = await ask<PreviewModel>('model', new URLSearchParams());
  if (model.ok) await show(model.value);
  else notice(`The page has no answer: ${model.failure.text}.`);
}

void start();
