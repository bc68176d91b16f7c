import type { Problem } from '../../problem/problem';
import { describe } from '../../problem/read';
import { dropped, under } from '../slo/import-problems';
import { field, shown, textOf, type Located, type FilePlace } from '../yaml/located';
import type { OpenSloObjects } from './openslo-objects';

/** What the alert policies of an SLO say: they are left out, since alerts follow from the objective. */
export function policyProblems(spec: Located, objects: OpenSloObjects, place: FilePlace): readonly Problem[] {
  const list = field(spec, 'alertPolicies');
  if (list?.kind !== 'list') return [];
  return list.items.map((item) => {
    const ref = textOf(field(item, 'alertPolicyRef')) ?? textOf(item);
    const policy = ref === undefined ? item : objects.find('AlertPolicy', ref);
    const name = ref ?? textOf(field(field(policy, 'metadata'), 'name')) ?? '';
    const at = under(place, 'spec.alertPolicies', item.line);
    return policy === undefined
      ? dropped(`the alert policy ${describe(name)} is left out, and it is not in this file`, at)
      : dropped(
          `the alert policy ${describe(name)} (${partsOf(policy, objects).join('; ')}) is left out: when an objective alerts is calculated from its budget`,
          at,
          "change the tiers with 'alerts', and say who is told with the alerting of the stack",
        );
  });
}

function partsOf(policy: Located, objects: OpenSloObjects): readonly string[] {
  const spec = field(policy, 'spec');
  const conditions = listOf(spec, 'conditions').map((item) => {
    const ref = textOf(field(item, 'conditionRef'));
    const condition = ref === undefined ? item : objects.find('AlertCondition', ref);
    const said = field(condition, 'spec');
    const rule = field(said, 'condition');
    return rule === undefined
      ? `condition ${describe(ref ?? '')}`
      : `${shown(field(said, 'severity'))} at ${textOf(field(rule, 'kind')) ?? 'burnrate'} ${shown(field(rule, 'threshold'))} over ${textOf(field(rule, 'lookbackWindow')) ?? 'nothing'}`;
  });
  const targets = listOf(spec, 'notificationTargets').map((item) => {
    const ref = textOf(field(item, 'targetRef'));
    return `tells ${describe(ref ?? textOf(field(field(item, 'spec'), 'target')) ?? '')}`;
  });
  const parts = [...conditions, ...targets].slice(0, 5);
  return parts.length === 0 ? ['empty'] : parts;
}

function listOf(value: Located | undefined, name: string): readonly Located[] {
  const list = field(value, name);
  return list?.kind === 'list' ? list.items : [];
}
