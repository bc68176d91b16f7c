import { defined } from '../problem/defined';
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { PrometheusRuleSpec } from '../../../imports/monitoring.coreos.com';
import type { RuleFacts } from '../checks/world';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import { positiveDuration } from '../contract/duration-rule';
import { contractShape } from '../contract/contract-shape';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { made } from '../problem/made';
import { object, optional, required } from '../problem/object-shape';
import { hasErrors, mustStop } from '../problem/problems';
import { oneOf, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, list } from '../problem/shape';
import { dnsLabel, dnsSubdomain } from '../problem/text-rules';
import {
  bindGroups,
  type Binding as RuleBinding,
  type BoundGroup,
  type BoundGroups,
} from '../rules/bind-rules';
import { isAlertingRule, type RuleGroup } from '../rules/rule';
import { ruleGroupShape } from '../rules/rule-shape';
import type { Plain } from '../schema/plain';
import { checkChart } from './check-chart';
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
   * How often the target is scraped: a group that states no interval is evaluated as often, and the windows of rates must hold several scrapes.
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
   * `'checked'` where the caller has already compared the windows of the rules with the retention of the stack, and has reported what is wrong.
   *
   * @default - no window may be longer than the retention of the stack
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
  private readonly declared: RuleGroup[] = [];

  /** The options; undefined where their form is wrong. */
  private readonly props: PrometheusRuleProps | undefined;

  /** What the groups come to, until one is added, here or beside: what they were checked with is not kept, as a large program has no room for it. */
  private latest: ({ readonly of: number } & Omit<BoundGroups, 'recorded'>) | undefined;

  constructor(scope: Construct, id: string, given: PrometheusRuleProps) {
    super(scope, id);
    const props = settled(given);
    const misshapen = [...checkShape(props, shape), ...checkChart(this)];
    report(this, () => misshapen);
    if (hasErrors(misshapen)) return;
    this.props = props;
    report(this, () => this.bound().problems);
    const { stack, name, namespace, target } = props;
    const slowest = () => Math.max(...this.written(props).map((group) => parseDuration(group.interval) ?? 0));
    stack.bindRules(
      made('rule file', {
        name,
        namespace,
        target,
        // known when all groups are there
        get interval() {
          return slowest();
        },
      }),
    );
    this.add(props.groups);
    const spec = (): Plain<PrometheusRuleSpec> => ({ groups: this.written(props) });
    new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name, namespace, labels: { ...stack.monitorLabels } },
      spec: Lazy.any({ produce: spec }) as unknown, // cdk8s takes what it gives for anything
    });
    bindTo(this, stack);
    facts.add(this, () => ({ kind: 'rules', rules: this.facts(props) }));
  }

  /** The groups as they are written; none where something is wrong. */
  get groups(): readonly BoundGroup[] {
    const { groups, problems } = this.bound();
    return mustStop(problems) ? [] : groups;
  }

  /**
   * Adds groups of rules about the target, after those that are there. They are checked with them.
   *
   * @param groups no two of them may have the same name
   */
  addGroups(...groups: readonly RuleGroup[]): void {
    const read = settled(groups);
    const misshapen = checkShape(read, list(ruleGroupShape), 'groups');
    report(this, () => misshapen);
    if (!hasErrors(misshapen)) this.add(read);
  }

  private add(groups: readonly RuleGroup[]): void {
    if (this.props === undefined) return;
    const { stack, target } = this.props;
    this.declared.push(...groups);
    stack.bindService({ target, labels: groups.flatMap(alertLabels) });
  }

  private bound(): Omit<BoundGroups, 'recorded'> {
    if (this.props === undefined) return { groups: [], problems: [] };
    const of = this.declared.length + (this.props.beside?.length ?? 0);
    if (this.latest?.of !== of) {
      const { groups, problems } = bindGroups(this.declared, bindingOf(this.props));
      this.latest = { of, groups, problems };
    }
    return this.latest;
  }

  /** The groups as the PrometheusRule has them. */
  private written(props: PrometheusRuleProps) {
    return this.groups.map(({ name, interval = intervalOf(props), rules }) => ({
      name,
      interval,
      rules: rules.map((rule) => ({ ...rule })),
    }));
  }

  private facts(props: PrometheusRuleProps): RuleFacts {
    const bound = { groups: [...this.declared], binding: bindingOf(props), problems: this.bound().problems };
    return {
      written: this.written(props),
      recorded: () => bindGroups(bound.groups, bound.binding).recorded(),
      bound,
    };
  }
}

/** How often a group is evaluated that does not say. */
function intervalOf({ scrapeInterval, stack }: PrometheusRuleProps): Duration {
  return scrapeInterval ?? stack.scrapeInterval;
}

function bindingOf(props: PrometheusRuleProps): RuleBinding {
  const { target, stack, contract, beside, windows } = props;
  const retention = windows === 'checked' ? undefined : stack.retention;
  return {
    target,
    scrapeInterval: parseDuration(intervalOf(props)) ?? 0,
    clusterScrapeInterval: parseDuration(stack.scrapeInterval) ?? 0,
    ...(contract === undefined ? {} : { metrics: contract.metrics }),
    ...defined({ beside }),
    ...(retention === undefined ? {} : { retention: parseDuration(retention) ?? 0 }),
    severities: stack.severities,
    dialect: stack.dialect,
  };
}

/** The labels that alerts of a group have of their own. */
function alertLabels({ rules }: RuleGroup): string[] {
  return rules.filter(isAlertingRule).flatMap(({ labels = {} }) => Object.keys(labels));
}
