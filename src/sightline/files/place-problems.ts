import type { FinalObject } from '../checks/world';
import { referenceOf } from '../checks/world';
import { defined } from '../problem/defined';
import type { Problem } from '../problem/problem';
import type { SourceText } from '../problem/source-text';
import type { FieldPath } from '../schema/violations';
import { blotted } from '../secrets/masked';
import { isMap, type PlainValue } from '../stack/plain-data';
import { fieldSteps } from './field-steps';
import type { Origin } from './file-world';
import { offsetsIn } from './offset-in';
import type { FieldFinder, FieldSpan, SourceDocument } from './source-document';
import { spanned } from './spanned';
import type { Chunk } from './split-documents';
import { placedReference } from '../scrape/path/world';

/** What a path of the world means: the document, and the field of the object. */
interface Meant {
  readonly origin: Origin;
  readonly field: string;
}

/** Tells where in the files problems of the world stand, in their order, and calls objects of them by their names. */
export function problemPlacer(
  origins: ReadonlyMap<string, Origin>,
  find: FieldFinder,
): (problem: Problem) => Problem {
  const byReference = new Map<string, Origin>();
  for (const origin of origins.values()) {
    const { object } = origin;
    if (object === undefined) continue;
    for (const name of namesOf(object)) if (!byReference.has(name)) byReference.set(name, origin);
  }
  return (problem) => {
    const byPath = meantBy(problem.path ?? '', origins);
    const named = problem.object === undefined ? undefined : byReference.get(problem.object);
    const isOther =
      named !== undefined &&
      (byPath?.origin.object === undefined || !namesOf(byPath.origin.object).includes(problem.object ?? ''));
    const meant = isOther ? { origin: named, field: byPath?.field ?? problem.path ?? '' } : byPath;
    if (meant === undefined) return problem;
    const { origin, field } = meant;
    const { path: _path, object, ...rest } = problem;
    const isFile = origin.object?.isRuleFile === true;
    const steps = stepsIn(field, origin);
    const span = spanOf(problem, origin, steps, find);
    return spanned(
      { ...rest, ...defined({ object: isFile ? undefined : object, path: pathOf(field, isFile) }) },
      origin.document.file,
      span,
    );
  };
}

/** A rule file has no `spec`. */
function pathOf(field: string, isRuleFile: boolean): string | undefined {
  const shown = isRuleFile ? field.replace(/^spec\.?/, '') : field;
  return shown === '' ? undefined : shown;
}

/** An object by the names that problems call it: as it is written, and with the namespace in which it stands. */
function namesOf(object: FinalObject): readonly string[] {
  return [referenceOf(object), placedReference(object)];
}

/** What a path of the world, or a longer one, is about, and which field of it. */
export function meantBy(path: string, origins: ReadonlyMap<string, Origin>): Meant | undefined {
  const whole = origins.get(path);
  if (whole !== undefined) return { origin: whole, field: '' };
  for (const { index } of path.matchAll(/[ .]/g)) {
    const origin = origins.get(path.slice(0, index));
    if (origin !== undefined) return { origin, field: path.slice(index + 1) };
  }
  return undefined;
}

/** The way to a field in the document. */
function stepsIn(field: string, { kind, at }: Origin): FieldPath {
  const steps = fieldSteps(field);
  const [first] = steps;
  const isBelow = (kind === 'values' && first === 'values') || (kind === 'rules' && first === 'spec');
  return [...at, ...(isBelow ? steps.slice(1) : steps)];
}

function spanOf(problem: Problem, { document }: Origin, steps: FieldPath, find: FieldFinder): Chunk {
  const { source, id } = problem;
  const span = find(document, steps);
  if (source !== undefined) {
    const own = isSame(span.text, source) ? span : textBelow(document, steps, source, find);
    if (own !== undefined) {
      const { value } = own;
      const raw = document.file.text.slice(value.start, value.end);
      const inRaw = offsetsIn(raw, source.text);
      const at = (offset: number): number => value.start + inRaw(offset);
      const last = source.text.trimEnd().length;
      // what is missing at the end is behind the last character
      const start = source.start >= last && last > 0 ? at(last - 1) + 1 : at(source.start);
      return { start, end: source.end > source.start ? at(source.end - 1) + 1 : start };
    }
  }
  // of a secret only the key is shown
  return id === 'HLM007'
    ? (span.key ?? { ...span.value, end: span.value.start })
    : marked(span, steps.length);
}

/** What is marked of a field: its key and value where the value is short, its key where it has more below it or is not there. */
function marked({ key, value, isScalar, found }: FieldSpan, wanted: number): Chunk {
  if (key === undefined) return value;
  return isScalar && found === wanted ? { start: key.start, end: value.end } : key;
}

function isSame(text: PlainValue | undefined, { text: wanted }: SourceText): boolean {
  return (
    typeof text === 'string' &&
    (text === wanted || (text.length === wanted.length && blotted(text) === wanted))
  );
}

/** The field below some steps that has a text: an expression, a label or an annotation of a rule. */
function textBelow(
  document: SourceDocument,
  steps: FieldPath,
  source: SourceText,
  find: FieldFinder,
): FieldSpan | undefined {
  let at: PlainValue | undefined = document.value;
  for (const step of steps) at = below(at, step);
  if (!isMap(at)) return undefined;
  for (const [key, value] of Object.entries(at)) {
    if (isSame(value, source)) return find(document, [...steps, key]);
    if (!isMap(value)) continue;
    const found = Object.keys(value).find((each) => isSame(value[each], source));
    if (found !== undefined) return find(document, [...steps, key, found]);
  }
  return undefined;
}

function below(value: PlainValue | undefined, step: string | number): PlainValue | undefined {
  if (Array.isArray(value)) {
    const list: readonly PlainValue[] = value;
    return typeof step === 'number' ? list[step] : undefined;
  }
  return isMap(value) ? value[String(step)] : undefined;
}
