import { describeKind } from '../problem/read';
import { nearest } from '../problem/nearest';
import { mayBeShown } from '../secrets/masked';
import { dnsLabelOrEmpty, qualifiedName, targetPortName } from './known-kinds';
import { fieldSince, type OperatorVersion } from './operator-releases';
import type { Schema } from './schema';
import { printFieldPath, type Violation } from './violations';

/** The words of a problem: what is wrong, and what to do where that can be said. */
export interface Wording {
  /** The thing, its value, the rule and the reason. */
  readonly message: string;

  /** What to do about it. @default - the message says it */
  readonly fix?: string;
}

/**
 * Says what a violation is.
 *
 * @param violation what was found
 * @param of the kind of the object, for the message; its schema, to find where a misplaced field belongs; the release of the operator that has it
 */
export function wordingOf(
  violation: Violation,
  {
    kind,
    root,
    operator,
  }: { readonly kind: string; readonly root: Schema; readonly operator: OperatorVersion | undefined },
): Wording {
  const { path, rule, value, schema } = violation;
  const name = String(path.at(-1) ?? '');
  const isShown = value === undefined || (!isOfSecret(kind, path) && mayBeShown(value, path.join('.')));
  const written = isShown ? show(value) : describeKind(value);
  if (rule === 'unknown') {
    const since = fieldSince(kind, printFieldPath(path));
    if (since !== undefined && operator !== undefined)
      return newerWording(name, written, { since, operator });
    const around = path.length > 1 ? `'${printFieldPath(path.slice(0, -1))}' of a ${kind}` : `a ${kind}`;
    return {
      message: `'${name}' (${written}) must be a field of ${around}; the API server drops or refuses any other.`,
      fix: unknownFix(name, schema, root),
    };
  }
  const field = path.length === 0 ? kind : printFieldPath(path);
  if (rule === 'required') {
    return { message: `'${field}' (not set) must be set; the API server refuses a ${kind} without it.` };
  }
  if (isLabelOrAnnotation(violation)) {
    return {
      message: `'${field}' (${written}) must be a string; the API server refuses any other value of a label or an annotation.`,
      ...(isShown ? quoteFix(value) : {}),
    };
  }
  const message = `'${field}' (${written}) must be ${demand(violation)}; the API server refuses anything else.`;
  if (!isShown) return { message };
  if (rule === 'enum') return { message, ...enumFix(value, schema) };
  return rule === 'type' ? { message, ...typeFix(value, schema) } : { message };
}

function newerWording(
  name: string,
  written: string,
  { since, operator }: { readonly since: OperatorVersion; readonly operator: OperatorVersion },
): Wording {
  return {
    message: `'${name}' (${written}) is a field since prometheus-operator ${since}, and the stack has ${operator}; the API server drops or refuses it.`,
    fix: `Leave it out; or install ${since} with its definitions, and say so: operator: { version: '${since}' } of the stack, or prometheusOperator.image.tag of its values.`,
  };
}

/** Whether a field holds the data of a Secret. */
function isOfSecret(kind: string, [first]: Violation['path']): boolean {
  return kind === 'Secret' && (first === 'data' || first === 'stringData');
}

/** Tells whether a violation is a label or an annotation that is no string: check SCH004 instead of SCH001. */
export function isLabelOrAnnotation({ path, rule, schema }: Violation): boolean {
  const parent = path.at(-2);
  const isText = [schema.type].flat().includes('string');
  return rule === 'type' && isText && (parent === 'labels' || parent === 'annotations');
}

function demand({ rule, schema }: Violation): string {
  switch (rule) {
    case 'type':
      return typesInWords(schema.type);
    case 'enum':
      return `one of ${(schema.enum ?? []).map((allowed) => show(allowed)).join(', ')}`;
    case 'pattern':
      return patternMeaning(schema.pattern ?? '');
    case 'format':
      return schema.format === 'date-time' ? 'a time as in 2026-01-31T12:00:00Z' : `within ${schema.format}`;
    case 'minimum':
      return `${schema.minimum} or more`;
    case 'maximum':
      return `${schema.maximum} or less`;
    case 'minLength':
      return schema.minLength === 1 ? 'a text that is not empty' : `${schema.minLength} characters or more`;
    case 'maxLength':
      return `${schema.maxLength} characters or fewer`;
    case 'minItems':
      return `a list of ${schema.minItems} or more`;
    case 'maxItems':
      return `a list of ${schema.maxItems} or fewer`;
    default:
      return 'set';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

function typesInWords(type: Schema['type']): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.map((one) => typeWords[one] ?? one).join(' or ');
}

// What a value must be, for readers, by the pattern that demands it. The patterns not ours are the operator's.
const meanings: Readonly<Record<string, string>> = {
  [dnsLabelOrEmpty]: 'a DNS label: lower-case letters, digits and inner hyphens',
  [targetPortName]:
    'a container port name: at most 15 lower-case letters, digits and inner hyphens, with one letter at least',
  [qualifiedName]: 'a protocol name, such as http or kubernetes.io/h2c',
  '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$':
    'a Prometheus duration, such as 30s or 1h30m',
  '(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$': 'a size in bytes with its unit, such as 10MB or 1GiB',
  '^(http|https|socks5)://.+$': 'a URL that starts with http://, https:// or socks5://',
  '^(http|https)://.+$': 'a URL that starts with http:// or https://',
  '^([aA][bB][oO][rR][tT]|[wW][aA][rR][nN])?$': 'abort or warn',
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$':
    'a Kubernetes quantity, such as 500m or 1.1',
};

function patternMeaning(pattern: string): string {
  return Object.hasOwn(meanings, pattern) ? (meanings[pattern] ?? pattern) : `text that matches ${pattern}`;
}

function unknownFix(name: string, schema: Schema, root: Schema): string {
  const known = nearest(name, Object.keys(schema.properties ?? {}));
  const places = placesOf(root, name).map((place) => `'${place}'`);
  if (known === undefined && places.length === 0) return 'Remove it, or correct its name.';
  const question = known === undefined ? 'Move it or remove it:' : `Did you mean '${known}'?`;
  if (places.length === 0) return question;
  const some = places.slice(0, 3).join(', ');
  return `${question} '${name}' is a field of ${some}${places.length > 3 ? ' and others' : ''}.`;
}

// The paths of the objects of a kind that have a field of this name, sorted; `[]` stands for any item.
function placesOf(schema: Schema, name: string, path = ''): string[] {
  const properties = Object.entries(schema.properties ?? {});
  const here = properties.some(([key]) => key === name) ? [path] : [];
  const inProperties = properties
    // Nobody writes the status by hand.
    .filter(([key]) => path !== '' || key !== 'status')
    .flatMap(([key, property]) => placesOf(property, name, path === '' ? key : `${path}.${key}`));
  const inItems = schema.items === undefined ? [] : placesOf(schema.items, name, `${path}[]`);
  return [...here, ...inProperties, ...inItems].sort();
}

function enumFix(value: unknown, schema: Schema): { fix?: string } {
  const words = (schema.enum ?? []).filter((allowed) => typeof allowed === 'string');
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  return near === undefined ? {} : { fix: `Did you mean '${near}'?` };
}

function typeFix(value: unknown, schema: Schema): { fix?: string } {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes('string')) return quoteFix(value);
  const plain = typeof value === 'string' ? value : '';
  const isNumber = /^-?\d+$/.test(plain) && (types.includes('integer') || types.includes('number'));
  const isBoolean = /^(true|false)$/.test(plain) && types.includes('boolean');
  if (isNumber || isBoolean) return { fix: `Write it without quotes: ${plain}` };
  return types.includes('array') && value !== null
    ? { fix: `Write it as a list, with '- ' before each item.` }
    : {};
}

function quoteFix(value: unknown): { fix?: string } {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? { fix: `Write it in quotes: "${String(value)}"` } : {};
}

function show(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
