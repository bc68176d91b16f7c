import type { Problem } from '../../problem/problem';
import { describe } from '../../problem/read';
import { dropped, under } from './import-problems';
import { textOf, textsOfMap, type Located, type FilePlace } from '../yaml/located';

/** What annotations say of where to look. */
export interface Links {
  readonly runbook?: string | undefined;
  readonly dashboard?: string | undefined;
}

const kinds = [
  ['runbook', /^(runbook|run_?book_?(url|link)|playbook(_?url)?)$/i],
  ['dashboard', /^dashboard(_?(url|link))?$/i],
] as const;

/** A copy of the object itself, which kubectl keeps. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The links among some annotations, the first of each kind. All else in them is left out, and said. */
export function linksOfAnnotations(
  annotations: readonly (readonly [name: string, value: Located | undefined])[],
  place: FilePlace,
  problems: Problem[],
): Links {
  const links: { runbook?: string; dashboard?: string } = {};
  for (const [owner, map] of annotations) {
    for (const [name, text, { line }] of textsOfMap(map)) {
      if (name === lastApplied) continue;
      const at = under(place, `${owner}.${name}`, line);
      const kind = kinds.find(([, pattern]) => pattern.test(lastPart(name)))?.[0];
      if (kind === undefined) {
        problems.push(
          dropped(
            `the annotation '${name}' (${describe(text)}) is left out: what alerts say is made from the objective`,
            at,
          ),
        );
      } else if (!/^https?:\/\/\S+$/.test(text) || text.includes('{{')) {
        problems.push(
          dropped(
            `the annotation '${name}' (${describe(text)}) is left out: it must be a URL without a template`,
            at,
          ),
        );
      } else if (links[kind] !== undefined && links[kind] !== text) {
        problems.push(
          dropped(
            `the annotation '${name}' (${describe(text)}) is left out: an objective has one ${kind}`,
            at,
          ),
        );
      } else {
        links[kind] = text;
      }
    }
  }
  return links;
}

/** A name without what says whose it is, such as `example.com/`. */
function lastPart(name: string): string {
  return name.split('/').at(-1) ?? '';
}

/** The labels that say who keeps an objective. */
const ownerLabel = /^(owner|team)$/i;

/** Who is named by labels. */
export function ownerOf(labels: Located | undefined): string | undefined {
  if (labels?.kind !== 'map') return undefined;
  for (const [name, value] of labels.entries) {
    // OpenSLO has lists of values
    const texts = (value.kind === 'list' ? value.items : [value]).flatMap((each) => textOf(each) ?? []);
    const owner = texts.filter((text) => text !== '').join(', ');
    if (ownerLabel.test(lastPart(name)) && owner !== '') return owner;
  }
  return undefined;
}

/** What labels say beside who keeps an objective: it is left out. */
export function otherLabels(labels: Located | undefined, place: FilePlace): Problem[] {
  const others = textsOfMap(labels).filter(([name]) => !ownerLabel.test(lastPart(name)));
  return others.length === 0
    ? []
    : [
        droppedLabels(
          others.map(([name, text]) => `${name}=${describe(text)}`),
          place,
        ),
      ];
}

/** Labels that are left out. */
function droppedLabels(labels: readonly string[], place: FilePlace): Problem {
  const list = labels.slice(0, 10).join(', ') + (labels.length > 10 ? ' …' : '');
  return dropped(
    `the labels ${list} are left out: series and alerts of an objective have labels of their own, by which they are found`,
    place,
  );
}
