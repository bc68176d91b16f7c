import type { Target } from '../../contract/target-labels';
import { vectorOf } from '../../promql/build/scalars';
import { print } from '../../promql/print/print';
import { recorded } from '../../promql/build/recorded';
import { identityLabels } from '../identity-labels';
import type { BoundRecordingRule } from '../rule';

/** The file that the operator makes of a PrometheusRule. */
export interface RuleFile {
  /** The name of the PrometheusRule. */
  readonly name: string;

  /** Its namespace. */
  readonly namespace: string;

  /** What its rules are about. */
  readonly target: Target;

  /** How often the slowest of its groups is evaluated, in milliseconds. */
  readonly interval: number;
}

/** What the names of the PrometheusRules of one service end in. */
const endings = ['objectives', 'recording-rules', 'alerts'];

/** The label by which files are told apart. */
export const ruleFileLabel = 'rule_file';

/**
 * The series that say which service a rule file is about: 1, with the name of the file, and `namespace` and `service` of its rules.
 *
 * Prometheus tells of evaluations by file and group only. The name of a file is `<namespace>-<name>-<uid>.yaml`, and where a namespace ends in
 * it, or a service, can't be told: `a-b-c-objectives` is `b-c` in `a`, or `c` in `a-b`. So what it means is recorded, one rule for each service,
 * and joined, in place of a set of alerts for each service that would go through the groups of all.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/operator/rules.go
 */
const record = 'sightline:rule_file:info';

/** How other rules read the series. */
export const ruleFileInfo = recorded(record, [ruleFileLabel, 'namespace', 'service']);

/** Takes the name of the file, without its ending and its UID, out of the label `rule_group` of Prometheus' own metrics. */
export const ruleFilePattern = `.*/([^/]+?)(?:-(?:${endings.join('|')}))?-[0-9a-f-]{36}\\.yaml;.*`;

/** The name of a file as {@link ruleFilePattern} finds it. */
export function ruleFileName({ namespace, name }: Pick<RuleFile, 'namespace' | 'name'>): string {
  return `${namespace}-${name}`.replace(new RegExp(`-(?:${endings.join('|')})$`), '');
}

/** Which files there are, and which have names that mean more than one service. */
export interface KnownFiles {
  /** What each file is about, by its name. */
  readonly targets: ReadonlyMap<string, Target>;

  /** The names that stand for several services, with these. They are left out of the others. */
  readonly ambiguous: ReadonlyMap<string, readonly Target[]>;
}

/** What the names of files mean, in the order of the names. */
export function knownFiles(files: readonly RuleFile[]): KnownFiles {
  const byName = new Map<string, Map<string, Target>>();
  for (const file of files) {
    const name = ruleFileName(file);
    const { namespace, service } = file.target;
    byName.set(
      name,
      (byName.get(name) ?? new Map<string, Target>()).set(`${namespace}/${service}`, file.target),
    );
  }
  const targets = new Map<string, Target>();
  const ambiguous = new Map<string, readonly Target[]>();
  for (const [name, found] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [only, ...others] = found.values();
    if (only === undefined) continue;
    if (others.length === 0) targets.set(name, only);
    else ambiguous.set(name, [only, ...others]);
  }
  return { targets, ambiguous };
}

/** The rule that records what a file is about. */
export function ruleFileRule(name: string, target: Target): BoundRecordingRule {
  return {
    record,
    expr: print(vectorOf(1).node),
    labels: { ...identityLabels(target), [ruleFileLabel]: name },
  };
}
