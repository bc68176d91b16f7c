import type { SeverityLabels } from '../../objectives/alert-severities';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { letsThrough } from '../../promql/syntax/regex';
import { finalConfig } from '../../stack/alerting/final-config';
import { type AlertMatcher, written } from '../../stack/alerting/parse-matcher';
import { readRoute } from '../../stack/alerting/route-tree';
import type { Check } from '../check';
import { objectsOf, referenceOf, type StackFacts, stacksOf, type World } from '../world';
import { alertsIn, alertsOf, type FinalAlert } from './alerts';
import { configurationsOfStacks } from './final-configurations';
import { matchersAsked, matchersOf } from './matchers-asked';

/**
 * Severities in words that the alerts of a stack do not have, and that stand for one of its own: the name of the option in place of the label's value,
 * `page` for `critical`, or other capitals. A route by it takes nothing (`RTE012`), and an alert with it is taken by no route (`ALR407`).
 */
export const severitiesCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const routed = world.stacks.filter(({ isRouted }) => isRouted);
    const asked = configurationsOfStacks(world);
    if (routed.length === 0 && asked.length === 0) return [];
    // what a service declares is told where it is declared
    const byHand = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').filter(
      ({ rules }) => rules?.bound === undefined,
    );
    return [
      ...asked.flatMap(({ stack, config, name, pathOf }) =>
        matchersAsked(config).flatMap(({ matcher, at }) => unmet(matcher, pathOf(at), name, stack, world)),
      ),
      ...(routed.length === 0 ? [] : alertsOf(byHand).flatMap((alert) => untaken(alert, world))),
    ];
  },
};

function unmet(
  matcher: AlertMatcher,
  path: string,
  name: string,
  { severities }: StackFacts,
  world: World,
): Problem[] {
  const { label, operator, value } = matcher;
  const meant = label === 'severity' && operator === '=' ? meantBy(value, severities) : undefined;
  if (meant === undefined || alertsIn(world).some(({ labels }) => labels['severity'] === value)) return [];
  const message = `'${name}' asks for ${written(matcher)}, which no alert here has: the alerts of this stack have ${wordsOf(severities)}`;
  return [warning('RTE012', message, { path, fix: `did you mean severity="${meant}"?` })];
}

function untaken({ name, object, path, labels }: FinalAlert, world: World): Problem[] {
  const [stack, ...others] = stacksOf(world, object);
  const { severity } = labels;
  if (stack?.isRouted !== true || others.length > 0 || severity === undefined) return [];
  const meant = meantBy(severity, stack.severities);
  if (meant === undefined) return [];
  const asked = matchersOf(readRoute(finalConfig(stack.values)['route'], ['route']));
  const isTaken = asked.some(({ matcher }) => matcher.label === 'severity' && letsThrough(matcher, severity));
  if (isTaken) return [];
  const message = `alert '${name}' has severity="${severity}", and the routes of '${stack.release}' ask for ${wordsOf(stack.severities)}`;
  return [
    warning('ALR407', message, {
      object: referenceOf(object),
      path,
      fix: `did you mean severity="${meant}"?`,
    }),
  ];
}

/** The severity of a stack that a word stands for, which is none of its own; undefined for any other. */
function meantBy(value: string, severities: SeverityLabels): string | undefined {
  const words = Object.entries<string>(severities);
  if (words.some(([, word]) => word === value)) return undefined;
  return words.find(([key, word]) => key === value || word.toLowerCase() === value.toLowerCase())?.[1];
}

function wordsOf(severities: SeverityLabels): string {
  return Object.values(severities)
    .map((word: string) => `severity="${word}"`)
    .join(' and ');
}
