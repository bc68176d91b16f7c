import { defined } from '../problem/defined';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe } from '../problem/read';
import { schemaOf } from './known-kinds';
import type { OperatorVersion } from './operator-releases';
import { anyObject } from './object-meta';
import { findViolations, printFieldPath, type Violation } from './violations';
import { isLabelOrAnnotation, wordingOf } from './wording';

/** What a cluster serves: others have kinds and versions, too, and labels of another form. */
const ofCluster = /^(?:v1|(?:apps|batch|autoscaling|policy|extensions|[^/]+\.[^/]+)\/v\d\w*)$/;

/**
 * Validates a final API object against the closed schema of its kind. Generated classes drop unknown fields
 * without a word, so it is the JSON that is to be validated, after patches and before it is written.
 *
 * The problems are `SCH001` (a field that nobody knows, a wrong type, value or pattern, a missing field) and
 * `SCH004` (a label or an annotation that is no string), in the order of the document, one for each field.
 *
 * @param object plain JSON, as parsed from YAML or synthesised
 * @param operator the release of the operator whose definitions are there, where somebody says it
 * @returns the problems; for a kind that we have no schema of only those of labels and annotations
 */
export function validateObject(object: unknown, operator?: OperatorVersion): Problem[] {
  if (!isRecord(object)) {
    return [shapeProblem(object, 'The manifest', 'an object with apiVersion and kind')];
  }
  const missing = ['apiVersion', 'kind'].filter(
    (name) => typeof object[name] !== 'string' || object[name] === '',
  );
  if (missing.length > 0) {
    return missing.map((name) => shapeProblem(object, `'${name}'`, 'a string that is not empty', name));
  }
  const kind = String(object.kind);
  const apiVersion = String(object.apiVersion);
  const schema = schemaOf(apiVersion, kind, operator) ?? (ofCluster.test(apiVersion) ? anyObject : undefined);
  if (schema === undefined) return [];
  const name = objectName(object);
  const violations = findViolations(object, schema).filter((each) => !mayBeNewer(each, kind));
  return withoutEchoes(violations).map((violation) => {
    const { message, fix } = wordingOf(violation, { kind, root: schema, operator });
    return error(isLabelOrAnnotation(violation) ? 'SCH004' : 'SCH001', message, {
      ...defined({ object: name, fix }),
      path: printFieldPath(violation.path),
    });
  });
}

/** Kinds of whose fields nobody has compared the releases: one that is near no other may be of a newer one. */
const uncompared: readonly string[] = ['Alertmanager', 'Prometheus', 'PrometheusAgent', 'ThanosRuler'];

function mayBeNewer({ path, rule, schema }: Violation, kind: string): boolean {
  if (rule !== 'unknown' || path[0] !== 'spec' || !uncompared.includes(kind)) return false;
  return nearest(String(path.at(-1)), Object.keys(schema.properties ?? {})) === undefined;
}

/**
 * Names an API object as problems do: `Kind/namespace/name`, or `Kind/name` when it has no namespace.
 *
 * @param object any value
 * @returns nothing when it has no kind
 */
export function objectName(object: unknown): string | undefined {
  if (!isRecord(object) || typeof object.kind !== 'string' || object.kind === '') return undefined;
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const parts = [object.kind, metadata.namespace, metadata.name ?? metadata.generateName];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('/');
}

// A required field that is misspelled is unknown and missing at once: one cause, so one problem.
function withoutEchoes(violations: readonly Violation[]): Violation[] {
  const meant = new Set<string>();
  for (const { path, rule, schema } of violations) {
    if (rule !== 'unknown') continue;
    const known = nearest(String(path.at(-1)), Object.keys(schema.properties ?? {}));
    if (known !== undefined) meant.add(printFieldPath([...path.slice(0, -1), known]));
  }
  return violations.filter(({ path, rule }) => rule !== 'required' || !meant.has(printFieldPath(path)));
}

function shapeProblem(object: unknown, thing: string, demand: string, field?: string): Problem {
  const value: unknown = field === undefined ? object : isRecord(object) ? object[field] : undefined;
  const name = objectName(object);
  const written = value === undefined ? 'not set' : describe(value);
  return error(
    'SCH001',
    `${thing} (${written}) must be ${demand}; Kubernetes can't tell what it is otherwise.`,
    defined({ object: name, path: field }),
  );
}

// A plain JSON object: neither null nor an array.
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
