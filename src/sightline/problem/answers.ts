import { nearest } from './nearest';
import { object, optional, required } from './object-shape';
import type { Problem } from './problem';
import { canBeAnswered, error, warning } from './problems';
import { entryOf, isProblemId, registry, type ProblemId } from './registry/registry';
import { text, type TextRule } from './scalar-shapes';
import { checkShape, list } from './shape';
import { anyText } from './text-rules';

/** What a team says to a problem that it has looked at and keeps. */
export interface Answer {
  /** The id of the problem. */
  readonly id: ProblemId;

  /**
   * Where the problem stands: a construct path with the properties below it, or a file, as the problem prints it. What stands deeper in the
   * same construct is meant too. `*` is any text without a slash, and `**` any text: `shop/**` is everything in `shop`.
   */
  readonly place: string;

  /** Why it is kept, in a sentence for whoever reads the program next. */
  readonly reason: string;

  /**
   * The last day on which the answer counts, in UTC, such as `2026-12-31`.
   *
   * @default - it counts for ever
   */
  readonly until?: string;
}

/** A problem that a team has answered. */
export interface AnsweredProblem {
  /** The problem. */
  readonly problem: Problem;

  /** What the team says to it. */
  readonly answer: Answer;
}

/** Problems, divided by answers. */
export interface Answered {
  /** Problems that stand, and what is wrong with the answers. */
  readonly problems: readonly Problem[];

  /** Problems that are answered, in their order. */
  readonly answered: readonly AnsweredProblem[];
}

const day: TextRule = {
  test: (written) => {
    const time = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(written) : NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
  },
  expected: "a day, such as '2026-12-31'",
};

/** What answers must look like. Their ids and reasons are checked apart, with words of their own. */
const shape = list(
  object<Omit<Answer, 'id'> & { readonly id: string }>({
    id: required(text()),
    place: required(text()),
    reason: required(text(anyText)),
    until: optional(text(day)),
  }),
);

/**
 * Divides problems by answers. An error or a warning whose id and place an answer names is answered. Answers that are not valid count for
 * nothing, and are errors themselves; one that answers no problem, and one whose time is over, is a warning.
 *
 * @param problems everything that was found
 * @param answers what the program says; checked here
 * @param today the day on which it runs, in UTC, such as `2026-08-02`
 */
export function applyAnswers(
  problems: readonly Problem[],
  answers: readonly Answer[],
  today: string,
): Answered {
  const flaws = checkShape(answers, shape, 'answers');
  if (flaws.length > 0) return { problems: [...problems, ...flaws], answered: [] };
  const standing: Problem[] = [];
  const answered: AnsweredProblem[] = [];
  const usable = answers.map((answer, index) => ({
    answer,
    path: `answers[${index}]`,
    flaws: flawsOf(answer, `answers[${index}]`),
    isOver: answer.until !== undefined && answer.until < today,
    places: placesOf(answer.place),
    met: [] as Problem[], // filled below
  }));
  for (const problem of problems) {
    const meeting = usable.filter((each) => each.flaws.length === 0 && meets(each, problem));
    for (const { met } of meeting) met.push(problem);
    const counting = meeting.find(({ isOver }) => !isOver);
    if (counting === undefined || !canBeAnswered(problem)) standing.push(problem);
    else answered.push({ problem, answer: counting.answer });
  }
  return { problems: [...standing, ...usable.flatMap(wordsOn)], answered };
}

/** What is wrong with an answer by itself. */
function flawsOf({ id, reason }: Answer, path: string): Problem[] {
  const written: string = id; // programs run without type checks too
  if (!isProblemId(written)) {
    const meant = nearest(written, Object.keys(registry));
    const fix = meant === undefined ? 'write an id as a problem prints it' : `did you mean '${meant}'?`;
    return [
      error('ANS001', `'${path}.id' (${written}) is not the id of a problem`, { path: `${path}.id`, fix }),
    ];
  }
  if (!entryOf(id).answerable) {
    const message = `'${path}' answers ${id}, which can't be answered. ${entryOf(id).why}`;
    return [error('ANS001', message, { path, fix: 'remove the answer, and mend the problem' })];
  }
  if (reason.trim() !== '') return [];
  const message = `'${path}.reason' is empty: whoever reads the program next must know why ${id} is kept`;
  return [error('ANS001', message, { path: `${path}.reason`, fix: 'say why in a sentence' })];
}

/** What is to be said of an answer after all problems have been looked at. */
function wordsOn({
  answer: { id, place, until },
  path,
  flaws,
  isOver,
  met,
}: {
  readonly answer: Answer;
  readonly path: string;
  readonly flaws: readonly Problem[];
  readonly isOver: boolean;
  readonly met: readonly Problem[];
}): readonly Problem[] {
  if (flaws.length > 0) return flaws;
  const final = met.find((problem) => !canBeAnswered(problem));
  if (final !== undefined) {
    const message = `'${path}' answers ${id} at '${place}', where nothing can be made as long as it stands`;
    return [error('ANS001', message, { path, fix: 'remove the answer, and mend the problem' })];
  }
  if (met.length === 0) {
    const message = `'${path}' answers ${id} at '${place}', and there is no such problem`;
    return [warning('ANS002', message, { path, fix: 'remove it, or mend its place' })];
  }
  if (!isOver) return [];
  const message = `'${path}' answered ${id} at '${place}' until ${until}, and that day is over, so the problem stands again`;
  return [warning('ANS003', message, { path, fix: "mend the problem, or agree on a new day in 'until'" })];
}

function meets(
  { answer, places }: { readonly answer: Answer; readonly places: RegExp },
  { id, severity, path, file }: Problem,
): boolean {
  if (id !== answer.id || severity === 'info') return false;
  return [path, file].some((place) => place !== undefined && places.test(place));
}

/** The places that a pattern means. A property, an index or a field of an object below a place belongs to it. */
function placesOf(place: string): RegExp {
  const source = place
    .replace(/\/\*\*$/, '\u0000')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\u0001')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0001', '.*')
    .replace('\u0000', '(/.*)?');
  return new RegExp(`^${source}([. [].*)?$`, 's');
}
