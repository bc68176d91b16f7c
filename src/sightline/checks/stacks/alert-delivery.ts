import type { Target } from '../../contract/target-labels';
import { alertPolicy, canFire } from '../../objectives/alert-policy';
import type { Objective } from '../../objectives/objective';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { deliveryOf } from '../../stack/alerting/delivery';
import { valueAt } from '../../stack/plain-data';
import type { Check } from '../check';
import { objectsOf, type StackFacts, type World } from '../world';
import { type Promised, promisesOf } from './promises';

/** Objectives that page, and an Alertmanager that tells nobody: found by sending the alert through the final routing tree. */
export const alertDeliveryCheck: Check = {
  layer: 'stack',
  run: (world) =>
    // the operator adds what these say to the routing tree
    objectsOf(world, 'monitoring.coreos.com', 'AlertmanagerConfig').length > 0
      ? []
      : world.stacks.flatMap((stack) => undelivered(world, stack)),
};

function undelivered(world: World, stack: StackFacts): Problem[] {
  // what keeps the chart from using the routing at all is told where the options are read
  if (stack.isRouted && valueAt(stack.values, ['alertmanager', 'enabled']) === false) return [];
  const paging = promisesOf(world, stack).filter(({ objective }) => pages(objective));
  const lost = paging.find(
    ({ service }) => deliveryOf(stack.values, labelsOf(stack, service.target)) === 'nobody',
  );
  if (lost !== undefined) return [lostPage(stack, lost)];
  const isLostAnyhow =
    stack.isRouted && paging.length === 0 && deliveryOf(stack.values, labelsOf(stack)) === 'nobody';
  if (!isLostAnyhow) return [];
  return [
    warning(
      'RTE004',
      `by the routes of '${stack.release}' nobody is told of alerts that page (severity "${stack.severities.page}")`,
      { path: `${stack.path}.alerting`, fix: routeForPages },
    ),
  ];
}

const routeForPages =
  "add { severity: 'page', receiver: … } to its routes, or name a receiver in 'otherwise'";

function lostPage(stack: StackFacts, { objective, service }: Promised): Problem {
  const who = `objective '${objective.name}' of '${service.target.service}' pages (severity "${stack.severities.page}")`;
  if (stack.isRouted && deliveryOf(stack.declared, labelsOf(stack, service.target)) !== 'nobody') {
    return error(
      'RTE008',
      `'values.alertmanager' leaves the routing of 'alerting' without effect: ${who}, and by the final routes nobody is told`,
      { path: `${stack.path}.values.alertmanager`, fix: "remove it, or 'alerting'" },
    );
  }
  return warning('RTE004', `${who}, and by the routes of '${stack.release}' nobody is told of it`, {
    path: `${stack.path}.alerting`,
    fix: stack.isRouted
      ? routeForPages
      : "say who is told: alerting: alertRouting({ receivers: …, routes: [{ severity: 'page', receiver: … }] })",
  });
}

function pages({ objective, window, alerts, absence }: Objective): boolean {
  const policy = alertPolicy({ objective, window, tiers: alerts.tiers });
  return (
    absence.severity === 'page' ||
    alerts.exhausted === 'page' ||
    policy.some((alert) => canFire(alert) && alert.severity === 'page')
  );
}

/** The labels of an alert that pages, as far as they are known. */
function labelsOf({ severities }: StackFacts, target?: Target): Readonly<Record<string, string>> {
  return { severity: severities.page, ...(target === undefined ? {} : { ...target }) };
}
