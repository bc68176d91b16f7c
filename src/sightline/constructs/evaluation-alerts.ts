import { defined } from '../problem/defined';
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { PrometheusRuleSpec } from '../../../imports/monitoring.coreos.com';
import { evaluationRules, servicesPerPart } from '../rules/evaluation/evaluation-rules';
import { knownFiles, ruleFileName, type RuleFile } from '../rules/evaluation/rule-files';
import type { Plain } from '../schema/plain';
import { evaluationProblems } from '../stack/check-evaluation';
import { stackNames } from '../stack/names';
import { homeOfObjects } from './home-of-objects';
import type { Release } from './release';
import { report } from './report';
import { bindTo, facts } from './facts';

/**
 * Alerts on how the rules about the services of a stack are evaluated, in one PrometheusRule in the namespace of the stack. It stands in the
 * chart that the stack is in, or else in a separate file.
 *
 * One for the stack, not one for each service: alerts of a service would have to find its groups among those of all by a regular expression,
 * at a cost that grows with the square of the number of services. With 1,000 services of 7 groups each, this one takes half a second of a minute
 * while all is well, and 3 seconds while the rules of all of them fail.
 */
export class EvaluationAlerts extends Construct {
  private readonly files: RuleFile[] = [];
  private readonly names = new Set<string>();
  private readonly home: Construct;
  private parts = 0;

  /** @param severity what the label `severity` of the alerts says */
  constructor(
    private readonly stack: Release,
    private readonly severity: string,
  ) {
    super(stack, 'EvaluationAlerts');
    this.home = homeOfObjects(stack, this, 'rules');
    report(this, () => evaluationProblems(stack.values, stack.namespace, knownFiles(this.files).ambiguous));
  }

  /** Watches over the groups of a PrometheusRule. */
  watch(file: RuleFile): void {
    this.files.push(file);
    this.names.add(ruleFileName(file));
    while (this.parts * servicesPerPart < this.names.size) this.addPart(this.parts++);
  }

  /** A PrometheusRule; what is in it is known when all services are bound. */
  private addPart(part: number): void {
    const { stack } = this;
    const suffix = part === 0 ? '' : `-${part + 1}`;
    const construct = new Construct(this.home, `Rules${suffix}`);
    new ApiObject(construct, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: `${stack.release}-rule-evaluation${suffix}`,
        namespace: stack.namespace,
        labels: { ...stack.monitorLabels },
      },
      spec: Lazy.any({ produce: () => this.spec(part) }) as unknown, // cdk8s takes what it gives for anything
    });
    bindTo(construct, stack);
    facts.add(construct, () => ({
      kind: 'rules',
      rules: { written: this.spec(part).groups ?? [], recorded: () => new Map() },
    }));
  }

  private spec(part: number): Plain<PrometheusRuleSpec> {
    const { stack, files, severity } = this;
    const job = stackNames(stack.release, stack.values).prometheusService;
    const { name, interval, rules } = evaluationRules(
      { files, prometheus: { job, namespace: stack.namespace }, severity },
      part,
    );
    return {
      groups: [{ name, ...defined({ interval }), rules: rules.map((rule) => ({ ...rule })) }],
    };
  }
}
