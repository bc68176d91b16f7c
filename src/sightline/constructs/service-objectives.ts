import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { objectiveTest } from '../rule-tests/objective-test';
import { mustStop } from '../problem/problems';
import type { BoundGroup } from '../rules/bind-rules';
import { bindBackfill, type Backfill } from '../rules/objectives/bind-backfill';
import { checkObjective } from '../rules/objectives/check-objective';
import type { ObjectiveRules } from '../rules/objectives/groups';
import type { RuleGroup } from '../rules/rule';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { emitFile } from './output-file';
import { PrometheusRule } from './prometheus-rule';
import { report } from './report';

/** What {@link ServiceObjectives} takes. */
interface ServiceObjectivesProps {
  readonly stack: KubePrometheusStack;
  readonly name: string;
  readonly namespace: string;
  readonly target: Target;
  readonly contract: ServiceContract;
  readonly objectives: readonly ObjectiveRules[];
  readonly scrapeInterval: Duration;

  /** Other groups about the target. */
  readonly beside: readonly RuleGroup[];
}

/**
 * What a service promises: a PrometheusRule that measures it and alerts on it, a page for whoever is on call, and for each objective a test
 * that anybody with promtool can run.
 */
export class ServiceObjectives extends Construct {
  /** The groups as they are written; none where something is wrong. */
  readonly groups: readonly BoundGroup[];

  /** What fills the past of each of them; made when it is asked for, as a run of synth does not need it. */
  readonly backfills: () => readonly Backfill[];

  constructor(scope: Construct, id: string, props: ServiceObjectivesProps) {
    super(scope, id);
    const { stack, objectives, target, contract, scrapeInterval, beside } = props;
    const sampling = {
      scrapeInterval: parseDuration(scrapeInterval) ?? 0,
      ...(stack.retention === undefined ? {} : { retention: parseDuration(stack.retention) ?? 0 }),
    };
    const problems = objectives.flatMap(({ objective }) => checkObjective(objective, sampling));
    report(this, () => problems);
    this.groups = [];
    this.backfills = () =>
      bindBackfill(contract, objectives, {
        target,
        scrapeInterval: sampling.scrapeInterval,
        dialect: stack.dialect,
        beside,
      });
    // what is wrong with its rules would only say it again, once for each of them
    if (mustStop(problems)) return;
    stack.bindObjectives(objectives.flatMap(({ objective }) => objective.by));
    this.groups = new PrometheusRule(this, 'Rules', {
      stack,
      name: props.name,
      namespace: props.namespace,
      target,
      scrapeInterval,
      contract,
      groups: objectives.flatMap(({ groups }) => groups),
      beside,
      windows: 'checked',
    }).groups;
    // no name has a dot in it, so no two targets share a file
    const stem = `${target.namespace}.${target.service}`;
    for (const each of objectives) this.emitTest(each, `${stem}.${each.objective.name}`, props);
  }

  private emitTest(rules: ObjectiveRules, stem: string, props: ServiceObjectivesProps): void {
    const { contract, target, stack, scrapeInterval } = props;
    const names = new Set(rules.groups.map(({ name }) => name));
    const groups = this.groups.filter(({ name }) => names.has(name));
    const files = objectiveTest(contract, rules, groups, target, stem, {
      severities: stack.severities,
      scrapeInterval: parseDuration(scrapeInterval) ?? 0,
    });
    for (const { ending, text } of files) emitFile(this, { path: `tests/${stem}.${ending}`, content: text });
  }
}
