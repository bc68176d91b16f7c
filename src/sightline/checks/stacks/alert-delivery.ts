import { alertPolicy, canFire } from '../../objectives/alert-policy';
import type { Objective } from '../../objectives/objective';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { deliveries, deliveryOf } from '../../stack/alerting/delivery';
import { valueAt } from '../../stack/plain-data';
import type { Check } from '../check';
import { isAlertingRule } from '../../rules/rule';
import { finalGroups } from '../rules/final-groups';
import { type FinalObject, objectsOf, referenceOf, type StackFacts, stacksOf, type World } from '../world';
import { type Promised, promisesOf } from './promises';

/** Alerts that page, and an Alertmanager that tells nobody: found by sending each through the final routing tree. */
export const alertDeliveryCheck: Check = {
  layer: 'stack',
  run: (world) =>
    // the operator adds what these say to the routing tree
    objectsOf(world, 'monitoring.coreos.com', 'AlertmanagerConfig').length > 0
      ? []
      : world.stacks.flatMap((stack) => undelivered(world, stack)),
};

/** Alerts that page, with the labels that are known of them. */
interface Page {
  /** What a message says of them. */
  readonly who: string;
  readonly labels: Readonly<Record<string, string>>;
}

function undelivered(world: World, stack: StackFacts): Problem[] {
  // what keeps the chart from using the routing at all is told where the options are read
  if (stack.isRouted && valueAt(stack.values, ['alertmanager', 'enabled']) === false) return [];
  const deliver = deliveries(stack.values);
  const isLost = ({ labels }: Page): boolean => deliver(labels) === 'nobody';
  const promised = promisesOf(world, stack)
    .filter(({ objective }) => pages(objective))
    .map((each) => pageOf(each, stack));
  const lost = promised.find(isLost) ?? pagesIn(world, stack).find(isLost);
  if (lost !== undefined) return [lostPage(stack, lost)];
  const any: Page = {
    who: `an alert that pages has severity "${stack.severities.page}"`,
    labels: { severity: stack.severities.page },
  };
  return stack.isRouted && promised.length === 0 && isLost(any) ? [lostPage(stack, any)] : [];
}

function pageOf({ objective, service }: Promised, { severities }: StackFacts): Page {
  return {
    who: `objective '${objective.name}' of '${service.target.service}' pages (severity "${severities.page}")`,
    labels: { severity: severities.page, ...service.target },
  };
}

/**
 * The alerts that page among the rules that the Prometheus of a stack evaluates: of a stack that says who is told all of them, whoever wrote them, else
 * those that services declare to page. What others call critical may be told of in another way.
 */
function pagesIn(world: World, stack: StackFacts): Page[] {
  const { page } = stack.severities;
  return objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
    .filter((object) => stacksOf(world, object).includes(stack))
    .flatMap((object) => {
      const declared = declaredToPage(object);
      return finalGroups(object).flatMap(({ rules = [] }) =>
        rules.flatMap(({ alert, labels = {} }) => {
          const isMeant = alert !== undefined && (stack.isRouted || declared.has(alert));
          if (!isMeant || labels['severity'] !== page) return [];
          const who = `alert '${alert}' of '${referenceOf(object)}' pages (severity "${page}")`;
          return [{ who, labels: { ...labels, alertname: alert } }];
        }),
      );
    });
}

function declaredToPage({ rules }: FinalObject): ReadonlySet<string> {
  const all = rules?.bound?.groups.flatMap((group) => group.rules) ?? [];
  return new Set(
    all.filter(isAlertingRule).flatMap(({ alert, severity }) => (severity === 'page' ? [alert] : [])),
  );
}

const routeForPages =
  "add { severity: 'page', receiver: … } to its routes, or name a receiver in 'otherwise'";

function lostPage(stack: StackFacts, { who, labels }: Page): Problem {
  if (stack.isRouted && deliveryOf(stack.declared, labels) !== 'nobody') {
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
