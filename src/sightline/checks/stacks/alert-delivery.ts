import { alertPolicy, canFire } from '../../objectives/alert-policy';
import type { Objective } from '../../objectives/objective';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { deliveryOf } from '../../stack/alerting/delivery';
import type { Check } from '../check';
import { objectsOf, type StackFacts, type World } from '../world';
import { promisesOf } from './promises';

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
  const paging = promisesOf(world, stack).filter(({ objective }) => pages(objective));
  const lost = paging.find(
    ({ service }) => deliveryOf(stack.values, labelsOf(stack, service.target)) === 'nobody',
  );
  if (lost === undefined) return [];
  const { objective, service } = lost;
  const who = `objective '${objective.name}' of '${service.target.service}' pages (severity "${stack.severities.page}")`;
  if (stack.isRouted && deliveryOf(stack.declared, labelsOf(stack, service.target)) !== 'nobody') {
    return [
      error(
        'RTE008',
        `'values.alertmanager' leaves the routing of 'alerting' without effect: ${who}, and by the final routes nobody is told`,
        { path: `${stack.path}.values.alertmanager`, fix: "remove it, or 'alerting'" },
      ),
    ];
  }
  return [
    warning('RTE004', `${who}, and by the routes of '${stack.release}' nobody is told of it`, {
      path: `${stack.path}.alerting`,
      fix: stack.isRouted
        ? "add { severity: 'page', receiver: … } to its routes, or name a receiver in 'otherwise'"
        : "say who is told: alerting: alertRouting({ receivers: …, routes: [{ severity: 'page', receiver: … }] })",
    }),
  ];
}

function pages({ objective, window, alerts, absence }: Objective): boolean {
  const policy = alertPolicy({ objective, window, tiers: alerts.tiers });
  return (
    absence.severity === 'page' ||
    alerts.exhausted === 'page' ||
    policy.some((alert) => canFire(alert) && alert.severity === 'page')
  );
}

function labelsOf(
  { severities }: StackFacts,
  { namespace, service }: { readonly namespace: string; readonly service: string },
): Readonly<Record<string, string>> {
  return { severity: severities.page, namespace, service };
}
