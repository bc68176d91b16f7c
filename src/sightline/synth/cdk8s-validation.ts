import { readFileSync } from 'node:fs';
import { checkFiles } from '../files/check-files';
import type { ClusterOptions } from '../files/file-world';
import { readFile } from '../files/read-file';
import { defined } from '../problem/defined';
import { object, optional } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { ProblemsError } from '../problem/problems-error';
import { entryOf } from '../problem/registry/registry';
import { boolean, oneOf, text } from '../problem/scalar-shapes';
import { checkShape } from '../problem/shape';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface SightlineValidationOptions {
  /**
   * The Prometheus object that is meant, `NAME` or `NAMESPACE/NAME`.
   *
   * @default - each among the manifests
   */
  readonly prometheus?: string;

  /**
   * The release of kube-prometheus-stack whose Prometheus is meant, as the chart has it by default.
   *
   * @default - none
   */
  readonly release?: string;

  /**
   * The namespace of objects that name none.
   *
   * @default - they may be applied to any
   */
  readonly namespace?: string;

  /**
   * Whether nothing is in the cluster but what is in the manifests, so that what selects nothing of it is an error.
   *
   * @default false
   */
  readonly closed?: boolean;

  /**
   * What fails the validation.
   *
   * @default 'error'
   */
  readonly failOn?: 'error' | 'warning';
}

const shape = object<SightlineValidationOptions>({
  prometheus: optional(text()),
  release: optional(text()),
  namespace: optional(text()),
  closed: optional(boolean()),
  failOn: optional(oneOf('error', 'warning')),
});

/** One thing that is wrong, as the cdk8s command reports it. */
export interface Cdk8sViolation {
  /** The id of the problem. */
  readonly ruleName: string;

  /** What is wrong. */
  readonly recommendation: string;

  /** What to do about it. */
  readonly fix: string;

  /** Where it stands. */
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/** What the cdk8s command hands to a validation plugin, as far as this one needs it. */
export interface Cdk8sValidationContext {
  /** The files that the app comes to. */
  readonly manifests: readonly string[];

  /** Takes what is found. */
  readonly report: {
    addViolation(violation: Cdk8sViolation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/**
 * A validation plugin for the cdk8s command: `cdk8s synth` checks what any app comes to as `sightline check` does. It is named in `cdk8s.yaml`; see
 * docs/check.md.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export class SightlineValidation {
  /**
   * Called by the cdk8s command with the `properties` of `cdk8s.yaml`.
   *
   * @throws ProblemsError if one of them is not valid
   */
  constructor(private readonly options: SightlineValidationOptions = {}) {
    const flaws = checkShape(options, shape, 'properties');
    if (hasErrors(flaws)) throw new ProblemsError(flaws);
  }

  /** Checks the manifests of an app, and reports what is wrong with them. */
  validate({ manifests, report }: Cdk8sValidationContext): Promise<void> {
    const { prometheus, release, namespace, closed, failOn = 'error' } = this.options;
    const files = manifests.map((name) => readFile({ name, text: readFileSync(name, 'utf8') }));
    const cluster: ClusterOptions = defined({ prometheus, release, namespace, isClosed: closed });
    const { problems, undecided, answered, examined } = checkFiles(files, cluster);
    for (const problem of problems) report.addViolation(violationOf(problem, manifests));
    const isFailure = problems.some(({ severity }) => severity === 'error' || severity === failOn);
    report.submit(isFailure ? 'failure' : 'success', {
      objects: String(examined.objects),
      rules: String(examined.rules),
      undecided: String(new Set(undecided.map((each) => each.object)).size),
      answered: String(answered.length),
    });
    return Promise.resolve();
  }
}

function violationOf(problem: Problem, manifests: readonly string[]): Cdk8sViolation {
  const { id, severity, message, fix, object, file = manifests[0] ?? '', line, column, path } = problem;
  const place = [line, column].filter((part) => part !== undefined).join(':');
  return {
    ruleName: `${id} ${severity}`,
    recommendation: message,
    fix: fix ?? entryOf(id).fix,
    violatingResources: [
      {
        // the command finds the construct by it
        resourceName: object?.split('/').at(-1) ?? '',
        locations: [[place, path].filter(Boolean).join(' ')],
        manifestPath: file,
      },
    ],
  };
}
