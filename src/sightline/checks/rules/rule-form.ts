import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { isMap } from '../../problem/read';
import { mapsAt, textAt } from '../../scrape/path/fields';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf } from '../world';

/**
 * The form of rules as Prometheus and the operator want it, beyond what the schema of a PrometheusRule says: one flaw, and all rules of the object
 * are refused.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/model/rulefmt/rulefmt.go
 */
export const ruleFormCheck: Check = {
  layer: 'object',
  run: (world) => objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap(flawsOf),
};

function flawsOf(object: FinalObject): Problem[] {
  const seen = new Set<string>();
  const at = (path: string, message: string, fix: string): Problem =>
    error('SCH002', message, { object: referenceOf(object), path: `${object.path} ${path}`, fix });
  return mapsAt(object.manifest, 'spec', 'groups').flatMap((group, index) => {
    const path = `spec.groups[${index}]`;
    const name = textAt(group, 'name') ?? '';
    const isTwice = seen.has(name);
    seen.add(name);
    return [
      ...(name === '' ? [at(path, "a rule group must have a 'name'", 'give it one')] : []),
      ...(name !== '' && isTwice
        ? [
            at(
              `${path}.name`,
              `rule group '${name}' is there twice`,
              'give each a name of its own, or make one of them',
            ),
          ]
        : []),
      ...labelFlaws(group).map(({ field, message, fix }) => at(`${path}.${field}`, message, fix)),
      ...mapsAt(group, 'rules').flatMap((rule, position) =>
        ruleFlaws(rule).map(({ field, message, fix }) =>
          at(`${path}.rules[${position}]${field === '' ? '' : `.${field}`}`, message, fix),
        ),
      ),
    ];
  });
}

/** A flaw of a rule, and the field that has it. */
interface Flaw {
  readonly field: string;
  readonly message: string;
  readonly fix: string;
}

function ruleFlaws(rule: Readonly<Record<string, unknown>>): Flaw[] {
  const [record, alert] = [textAt(rule, 'record') ?? '', textAt(rule, 'alert') ?? ''];
  if (record === '' && alert === '')
    return [
      { field: '', message: "a rule must have 'record' or 'alert'", fix: 'give it a name by one of them' },
    ];
  if (record !== '' && alert !== '')
    return [
      {
        field: 'record',
        message: `a rule has 'record' (${record}) or 'alert' (${alert}), and not both`,
        fix: 'make two rules of it',
      },
    ];
  const forbidden =
    record === '' ? [] : ['for', 'keep_firing_for', 'annotations'].filter((field) => isSet(rule[field]));
  return [
    ...(/[{}]/.test(record)
      ? [
          {
            field: 'record',
            message: `'${record}' is no name of a series: it has braces`,
            fix: "put labels into 'labels' or the expression",
          },
        ]
      : []),
    ...labelFlaws(rule),
    ...(isSet(rule['expr'])
      ? []
      : [{ field: 'expr', message: "a rule must have an 'expr'", fix: 'write one' }]),
    ...forbidden.map((field) => ({
      field,
      message: `'${field}' is of alerts, and '${record}' is recorded`,
      fix: 'leave it out',
    })),
  ];
}

/** Labels of a rule or a group that Prometheus refuses. */
function labelFlaws({ labels }: Readonly<Record<string, unknown>>): Flaw[] {
  return Object.keys(isMap(labels) ? labels : {})
    .filter((name) => name === '__name__' || name === '')
    .map((name) => ({
      field: `labels.${name}`,
      message: `'${name}' is no name for a label of a rule`,
      fix: name === '' ? 'give it a name' : "the name of a series is its 'record'",
    }));
}

function isSet(value: unknown): boolean {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value !== undefined && value !== null && value !== '' && !isEmpty;
}
