import { nearest } from '../../problem/nearest';
import { scanTemplate, type Action, type Part } from './scan-template';
import { fields as alertFields, functions, keywords, variables } from './template-words';
import {
  type AskedQuery,
  type Misuse,
  misusesIn,
  queriesIn,
  type Saying,
  sayingOf,
  type SortOf,
} from './value-texts';

/** What a text of an alert reads, and what of it can't be read. */
export interface Reading {
  readonly errors: readonly TemplateError[];

  /** The labels of the alert that it reads. */
  readonly labels: readonly string[];

  /** The fields that it reads of what an alert has, and that are none. */
  readonly fields: readonly string[];

  /** How it says the value of the alert. */
  readonly sayings: readonly Saying[];

  /** What fails when it is written. */
  readonly misuses: readonly Misuse[];

  /** The expressions that it asks for. */
  readonly queries: readonly AskedQuery[];

  /** Variables of an alert that stand outside of braces. */
  readonly bare: readonly string[];
}

/** Why Prometheus refuses a text. */
export interface TemplateError {
  /** Whether a place in the text has no meaning, or a word means nothing. */
  readonly what: 'text' | 'word';

  /** The place. */
  readonly shown: string;
  readonly reason: string;
  readonly fix: string;
}

/** What a value is, as far as it decides what can be read of it: all that an alert has, its labels, its value, or anything else. */
type Held = 'alert' | 'labels' | 'value' | 'other';

/** Between an action that opens something and its end. */
interface Scope {
  /** What the dot is. */
  readonly dot: Held;
  readonly variables: Map<string, Held>;

  /** What the dot is behind `else`. */
  readonly elseDot: Held;

  /** What opened it. */
  readonly keyword: string;

  /** Whether the last `else` has been. */
  readonly isLast?: boolean;
}

const usualFix = 'write it as {{ $value }} or {{ $labels.name }}, with functions after a |';

/** Reads a text of an alert as Prometheus does, without running it. */
export function readTemplate(text: string): Reading {
  const errors: TemplateError[] = [];
  const labels = new Set<string>();
  const fields = new Set<string>();
  const sayings: Saying[] = [];
  const misuses: Misuse[] = [];
  const queries: AskedQuery[] = [];
  let after = '';
  const scopes: Scope[] = [{ keyword: '', dot: 'alert', elseDot: 'alert', variables: predefined() }];
  const refuse = (shown: string, reason: string): void =>
    void errors.push({ what: 'text', shown, reason, fix: usualFix });

  /** What one or several parts are, and what they read. */
  const read = (parts: readonly Part[], scope: Scope): Held => {
    errors.push(
      ...unknownWords(parts),
      ...unknownVariables(parts, scope.variables),
      ...longCharacters(parts),
    );
    parts.forEach((part, index) => {
      const held = heldBy(part, parts[index - 1], scope);
      if (held === undefined) return;
      const [first] = held.path;
      const [label] = labelPath(held) ?? [];
      if (label !== undefined) labels.add(label);
      if (held.of === 'alert' && first !== undefined && !alertFields.includes(first)) fields.add(first);
    });
    for (const label of indexed(parts, scope)) labels.add(label);
    const sortOf: SortOf = (part) => sortIn(part, scope);
    const saying = sayingOf(parts, after, sortOf);
    if (saying !== undefined) sayings.push(saying);
    misuses.push(...misusesIn(parts, sortOf), ...parts.flatMap((part) => fieldOfLabel(part, scope)));
    queries.push(...queriesIn(parts));
    return valueOf(parts, scope);
  };

  const { actions, plain, unclosed } = scanTemplate(text);
  for (const action of actions) {
    const scope = scopes[scopes.length - 1] as Scope; // the outermost is never closed
    // what goes on in other actions is not written here
    const isWritten =
      !keywords.includes(action.parts[0]?.text ?? '') &&
      !action.parts.some(({ text: sign }) => sign === ':=');
    after = isWritten ? (action.after ?? '') : '';
    step(action, scope, scopes, read, refuse);
  }
  if (unclosed !== undefined) refuse(unclosed, "an action that begins with '{{' must end with '}}'");
  else if (scopes.length > 1) refuse(text, `${scopes.length - 1} of its actions have no '{{ end }}'`);
  misuses.push(...undefinedTemplates(actions));
  // who writes braces as a text shows a template
  const isShown = actions.some(({ parts }) =>
    parts.some(({ type, text: one }) => type === 'text' && one.includes('{{')),
  );
  const bare = isShown ? [] : plain.flatMap((each) => each.match(/\$(?:value\b|labels\.\w+)/g) ?? []);
  return { errors, labels: [...labels], fields: [...fields], sayings, misuses, queries, bare };
}

type Read = (parts: readonly Part[], scope: Scope) => Held;

/** One action: what it reads, and what it opens or closes. */
function step(
  { text, parts, isComment, brokenAt }: Action,
  scope: Scope,
  scopes: Scope[],
  read: Read,
  refuse: (shown: string, reason: string) => void,
): void {
  const shown = text.trim();
  if (brokenAt !== undefined) {
    refuse(shown, `it has no meaning from '${text.slice(brokenAt, brokenAt + 10)}' on`);
    return;
  }
  const [first, ...rest] = parts;
  if (first === undefined) {
    if (isComment !== true) refuse(`{{${text}}}`, 'an action must say a value');
    return;
  }
  const keyword = first.type === 'word' && keywords.includes(first.text) ? first.text : '';
  switch (keyword) {
    case 'end':
      if (scopes.length === 1) refuse(first.text, 'there is no action that it ends');
      else scopes.pop();
      return;
    case 'else': {
      const isOpen = ['if', 'with', 'range'].includes(scope.keyword) && scope.isLast !== true;
      const [goesOn] = rest;
      if (!isOpen || (goesOn !== undefined && (goesOn.text !== scope.keyword || goesOn.text === 'range'))) {
        refuse(shown, 'there is no action that it belongs to');
        return;
      }
      const [again, ...condition] = rest;
      const branch: Scope = { ...scope, dot: scope.elseDot };
      scopes[scopes.length - 1] =
        again === undefined
          ? { ...branch, isLast: true }
          : opened(again.text, condition, branch, read, refuse);
      return;
    }
    case 'if':
    case 'with':
    case 'range':
      scopes.push(opened(keyword, rest, scope, read, refuse));
      return;
    case 'define':
    case 'block':
      if (keyword === 'block') read(rest.slice(1), scope);
      // what it is called with is the dot, and no variable of outside is known
      scopes.push({ keyword, dot: 'other', elseDot: 'other', variables: new Map([['$', 'other']]) });
      return;
    case 'template':
      read(rest.slice(1), scope);
      return;
    case 'break':
    case 'continue':
      if (!isInRange(scopes)) refuse(shown, 'it stands in no range');
      return;
    default:
      declare(parts, scope, read, refuse);
  }
}

/** Whether an action is in what a range repeats: its `else` is not, nor is a template that is defined in it. */
function isInRange(scopes: readonly Scope[]): boolean {
  return scopes.reduce((isIn, { keyword, isLast }) => {
    if (keyword === 'define' || keyword === 'block') return false;
    return isIn || (keyword === 'range' && isLast !== true);
  }, false);
}

/** What `if`, `with` or `range` opens. */
function opened(
  keyword: string,
  parts: readonly Part[],
  outer: Scope,
  read: Read,
  refuse: (shown: string, reason: string) => void,
): Scope {
  const scope: Scope = { dot: outer.dot, elseDot: outer.dot, variables: new Map(outer.variables), keyword };
  const held = declare(parts, scope, read, refuse, keyword === 'range');
  return { ...scope, dot: keyword === 'if' ? outer.dot : keyword === 'range' ? 'other' : held };
}

/** A value, and the variables that it is given to: `$x := …`, in `range` two of them. They are known in the value, too, as Go reads it. */
function declare(
  parts: readonly Part[],
  scope: Scope,
  read: Read,
  refuse: (shown: string, reason: string) => void,
  isRange = false,
): Held {
  const at = parts.findIndex(({ text }) => text === ':=' || text === '=');
  const names = at < 0 ? [] : parts.slice(0, at).filter(({ type }) => type === 'variable');
  const value = parts.slice(at + 1);
  const shown = parts.map(({ text }) => text).join(' ');
  const isEmpty = value.some(({ text }, index) => text === '|' && (value[index - 1]?.text ?? '|') === '|');
  if (value.length === 0 || isEmpty) refuse(shown === '' ? '{{ }}' : shown, 'a value is missing');
  const fixed = value.find((part, index) => value[index - 1]?.text === '|' && isConstant(part));
  if (fixed !== undefined) refuse(shown, `'${fixed.text}' stands behind a |, and is no function`);
  for (const { text } of names) if (!scope.variables.has(text)) scope.variables.set(text, 'other');
  const held = read(value, scope);
  for (const { text } of names) scope.variables.set(text, isRange ? 'other' : held);
  return held;
}

function isConstant({ type, text }: Part): boolean {
  return type === 'text' || type === 'number' || ['.', 'true', 'false', 'nil'].includes(text);
}

function predefined(): Map<string, Held> {
  const held: Readonly<Record<string, Held>> = { $labels: 'labels', $value: 'value' };
  return new Map([['$', 'alert'], ...variables.map((name): [string, Held] => [name, held[name] ?? 'other'])]);
}

/** What a part reads of, and which fields. Undefined for what reads nothing, and for fields of what nobody knows. */
function heldBy(
  { type, text, isJoined }: Part,
  before: Part | undefined,
  { dot, variables: known }: Scope,
): { readonly of: Held; readonly path: readonly string[] } | undefined {
  const [name = '', ...path] = text.split('.');
  if (type === 'variable') return { of: known.get(name) ?? 'other', path };
  if (type === 'sign' && text === '.') return { of: dot, path: [] };
  // the field of what stands in parentheses
  if (type !== 'field' || (isJoined && before?.text === ')')) return undefined;
  return { of: dot, path };
}

/** What a value is: known only where it stands alone. */
function valueOf(parts: readonly Part[], scope: Scope): Held {
  const [only, ...more] = parts.filter(({ text }) => text !== '(' && text !== ')');
  const held = only === undefined || more.length > 0 ? undefined : heldBy(only, undefined, scope);
  if (held === undefined) return 'other';
  const [field, ...rest] = held.path;
  if (field === undefined) return held.of;
  if (held.of !== 'alert' || rest.length > 0) return 'other';
  return field === 'Labels' ? 'labels' : field === 'Value' ? 'value' : 'other';
}

/** Labels that are read as `index $labels "name"`. */
function indexed(parts: readonly Part[], scope: Scope): readonly string[] {
  return parts.flatMap(({ type, text }, index) => {
    const [of, key] = [parts[index + 1], parts[index + 2]];
    if (type !== 'word' || text !== 'index' || of === undefined || key?.type !== 'text') return [];
    return valueOf([of], scope) === 'labels' ? [key.text.slice(1, -1)] : [];
  });
}

/** Whether a part is the value of the alert, or that of a label. */
function sortIn(part: Part, scope: Scope): ReturnType<SortOf> {
  const held = heldBy(part, undefined, scope);
  if (held === undefined) return undefined;
  if (valueOf([part], scope) === 'value') return 'value';
  return labelPath(held)?.length === 1 ? 'label' : undefined;
}

/** The path of what is read of the labels of the alert; undefined for anything else. */
function labelPath({ of, path }: NonNullable<ReturnType<typeof heldBy>>): readonly string[] | undefined {
  if (of === 'labels') return path;
  return of === 'alert' && path[0] === 'Labels' ? path.slice(1) : undefined;
}

/** A field of the value of a label, which is a text. */
function fieldOfLabel(part: Part, scope: Scope): readonly Misuse[] {
  const held = heldBy(part, undefined, scope);
  const [label, field] = (held && labelPath(held)) ?? [];
  if (label === undefined || field === undefined) return [];
  const reason = `reads '.${field}' of the label '${label}', which fails when the alert fires: a label is a text`;
  return [{ reason, fix: `a label with dots in its name is read by index $labels "${label}.${field}"` }];
}

/** Templates that are called, and that the text does not define: there are no others. */
function undefinedTemplates(actions: readonly Action[]): readonly Misuse[] {
  const named = (...words: readonly string[]): readonly string[] =>
    actions.flatMap(({ parts: [first, name] }) =>
      first !== undefined && words.includes(first.text) && name?.type === 'text' ? [name.text] : [],
    );
  const there = named('define', 'block');
  return named('template')
    .filter((name) => !there.includes(name))
    .map((name) => ({
      reason: `calls the template ${name}, which the text does not define: that fails when the alert fires`,
      fix: 'define it in the text, or write it out',
    }));
}

/** In single quotes Go has one character. */
function longCharacters(parts: readonly Part[]): readonly TemplateError[] {
  return parts
    .filter(({ type, text }) => type === 'text' && /^'[^\\]{2,}'$/u.test(text))
    .map(({ text }) => ({
      what: 'text',
      shown: text,
      reason: 'what stands in single quotes is one character',
      fix: `write "${text.slice(1, -1)}"`,
    }));
}

function unknownWords(parts: readonly Part[]): readonly TemplateError[] {
  const unknown = parts.filter(
    ({ type, text }) => type === 'word' && !keywords.includes(text) && !functions.includes(text),
  );
  return unknown.map(({ text }) => {
    const meant = nearest(text, functions);
    return {
      what: 'word',
      shown: text,
      reason: `calls '${text}', which is no function of Prometheus' templates`,
      fix:
        meant === undefined
          ? 'see Prometheus’ template reference for what there is'
          : `did you mean '${meant}'?`,
    };
  });
}

function unknownVariables(
  parts: readonly Part[],
  known: ReadonlyMap<string, Held>,
): readonly TemplateError[] {
  const names = parts.flatMap(({ type, text }) => (type === 'variable' ? [text.split('.')[0] ?? ''] : []));
  return names
    .filter((name) => !known.has(name))
    .map((name) => {
      const meant = nearest(name, known.keys());
      return {
        what: 'word',
        shown: name,
        reason: `reads the variable '${name}', which is not defined`,
        fix: meant === undefined ? definedFix([...known.keys()].slice(1)) : `did you mean '${meant}'?`,
      };
    });
}

function definedFix(names: readonly string[]): string {
  return names.length === 0
    ? 'within define and block only what they are called with is known, as the dot'
    : `there are ${names.join(', ')}`;
}
