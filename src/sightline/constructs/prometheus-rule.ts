import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { PrometheusRuleSpec } from '../../../imports/monitoring.coreos.com';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import { positiveDuration } from '../contract/duration-rule';
import { contractShape } from '../contract/contract-shape';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { object, optional, required } from '../problem/object-shape';
import { hasErrors, mustStop } from '../problem/problems';
import { oneOf, text } from '../problem/scalar-shapes';
import { checkShape, list } from '../problem/shape';
import { dnsLabel, dnsSubdomain } from '../problem/text-rules';
import { bindGroups, type Binding as RuleBinding, type BoundGroup } from '../rules/bind-rules';
import { isAlertingRule, type RuleGroup } from '../rules/rule';
import { ruleGroupShape } from '../rules/rule-shape';
import type { Plain } from '../schema/plain';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { report } from './report';
import { bindTo, facts } from './facts';
import { stackBinding } from './stack-binding';

/** Options of {@link PrometheusRule}. */
export interface PrometheusRuleProps {
  /** The stack whose Prometheus is to evaluate them. */
  readonly stack: KubePrometheusStack;

  /** The name of the PrometheusRule. */
  readonly name: string;

  /** The namespace of the PrometheusRule. */
  readonly namespace: string;

  /** The target that the rules are about. */
  readonly target: Target;

  /** The rules. */
  readonly groups: readonly RuleGroup[];

  /**
   * How often the target is scraped: rules are evaluated as often where their group does not say, and their windows are held against it.
   *
   * @default - as the stack scrapes, 30s unless its options say otherwise
   */
  readonly scrapeInterval?: Duration;

  /**
   * What the target exposes; a rule over a metric that is not in it is refused.
   *
   * @default - unknown
   */
  readonly contract?: ServiceContract;

  /**
   * That the windows of the rules fit into the time that samples are kept has been checked: what says how long they are says it better.
   *
   * @default - each is held against the retention of the stack
   */
  readonly windows?: 'checked';

  /**
   * Groups about the same target in other PrometheusRule objects; these rules may read what those record.
   *
   * @default - there are none
   */
  readonly beside?: readonly RuleGroup[];
}

const shape = object<PrometheusRuleProps>({
  stack: required(stackBinding),
  name: required(text(dnsSubdomain)),
  namespace: required(text(dnsLabel)),
  target: required(
    object<Target>({ namespace: required(text(dnsLabel)), service: required(text(dnsLabel)) }),
  ),
  groups: required(list(ruleGroupShape, { min: 1 })),
  scrapeInterval: optional(text(positiveDuration)),
  contract: optional(contractShape),
  beside: optional(list(ruleGroupShape)),
  windows: optional(oneOf('checked')),
});

/** A PrometheusRule whose rules are about one target, and which the stack's Prometheus selects. */
export class PrometheusRule extends Construct {
  /** The groups as they are written; none where something is wrong. */
  readonly groups: readonly BoundGroup[];

  constructor(scope: Construct, id: string, props: PrometheusRuleProps) {
    super(scope, id);
    const misshapen = checkShape(props, shape);
    if (hasErrors(misshapen)) {
      report(this, () => misshapen);
      this.groups = [];
      return;
    }
    const interval = props.scrapeInterval ?? props.stack.scrapeInterval;
    const binding = bindingOf(props, interval);
    const bound = bindGroups(props.groups, binding);
    const problems = [...misshapen, ...bound.problems];
    report(this, () => problems);
    this.groups = mustStop(problems) ? [] : bound.groups;
    if (mustStop(problems)) return;
    const { stack, name, namespace, target } = props;
    stack.bindService({ target, labels: props.groups.flatMap(alertLabels) });
    const groups = bound.groups.map((group) => ({ ...group, interval: group.interval ?? interval }));
    const slowest = Math.max(...groups.map((group) => parseDuration(group.interval) ?? 0));
    stack.bindRules({ name, namespace, target, interval: slowest });
    const written = groups.map((group) => ({
      name: group.name,
      interval: group.interval,
      rules: group.rules.map((rule) => ({ ...rule })),
    }));
    const spec: Plain<PrometheusRuleSpec> = { groups: written };
    new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name, namespace, labels: { ...stack.monitorLabels } },
      spec,
    });
    bindTo(this, stack);
    facts.add(this, () => ({
      kind: 'rules',
      rules: {
        written,
        recorded: () => bindGroups(props.groups, binding).recorded(),
        bound: { groups: props.groups, binding, problems },
      },
    }));
  }
}

function bindingOf(
  { target, stack, contract, beside, windows }: PrometheusRuleProps,
  interval: Duration,
): RuleBinding {
  const retention = windows === 'checked' ? undefined : stack.retention;
  return {
    target,
    scrapeInterval: parseDuration(interval) ?? 0,
    clusterScrapeInterval: parseDuration(stack.scrapeInterval) ?? 0,
    ...(contract === undefined ? {} : { metrics: contract.metrics }),
    ...(beside === undefined ? {} : { beside }),
    ...(retention === undefined ? {} : { retention: parseDuration(retention) ?? 0 }),
    severities: stack.severities,
    dialect: stack.dialect,
  };
}

/** The labels that alerts of a group have of their own. */
function alertLabels({ rules }: RuleGroup): string[] {
  return rules.filter(isAlertingRule).flatMap(({ labels = {} }) => Object.keys(labels));
}
