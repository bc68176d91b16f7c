import type { AnsweredProblem } from '../problem/answers';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { canBeAnswered, error, warning } from '../problem/problems';
import { entryOf, isProblemId, registry } from '../problem/registry/registry';
import type { Origin } from './file-world';
import type { IndexedFile } from './source-file';
import type { FieldFinder } from './source-document';
import { spanned } from './spanned';
import type { Chunk } from './split-documents';

/** The annotation that answers problems of its object: a line for each, with the id and the reason. */
const answerAnnotation = 'sightline/disable';

/** What a file says to problems in it. */
interface FileAnswer {
  readonly id: string;
  readonly reason: string;
  readonly file: IndexedFile;

  /** Where it stands. */
  readonly at: Chunk;

  /** The lines that it is about. */
  readonly from: number;
  readonly to: number;
}

/**
 * Divides problems by what the files themselves say to them: a comment `# sightline: disable ID reason` behind a line is about that line, one before
 * something about all of it, one before a document about the document; an annotation is about its object. An answer without a reason,
 * to an id that there is not, or to what can't be answered, counts for nothing and is told; so is one that answers nothing.
 */
export function answeredInFiles(
  problems: readonly Problem[],
  files: readonly IndexedFile[],
  origins: ReadonlyMap<string, Origin>,
  find: FieldFinder,
): { readonly problems: readonly Problem[]; readonly answered: readonly AnsweredProblem[] } {
  const all = [...files.flatMap(commentsIn), ...annotationsIn(origins, find)];
  if (all.length === 0) return { problems, answered: [] };
  const flaws = new Map(all.map((answer) => [answer, flawOf(answer)]));
  const usable = all.filter((answer) => flaws.get(answer) === undefined);
  const met = new Set<FileAnswer>();
  const standing: Problem[] = [];
  const answered: AnsweredProblem[] = [];
  for (const problem of problems) {
    const answer = usable.find((each) => isAbout(each, problem));
    if (answer !== undefined) met.add(answer);
    if (answer === undefined || !canBeAnswered(problem)) standing.push(problem);
    else {
      const { reason, file, from } = answer;
      answered.push({ problem, answer: { id: problem.id, place: `${file.name}:${from}`, reason } });
    }
  }
  const unmet = usable.filter((each) => !met.has(each)).map(unused);
  return {
    problems: [...standing, ...[...flaws.values()].filter((each) => each !== undefined), ...unmet],
    answered,
  };
}

function isAbout({ id, file, from, to }: FileAnswer, problem: Problem): boolean {
  const { line } = problem;
  const isThere = problem.file === file.name && line !== undefined && line >= from && line <= to;
  return problem.id === id && problem.severity !== 'info' && isThere;
}

const comment = /^([ \t]*)(.*?)#[ \t]*sightline:[ \t]*disable\b[ \t]*(\S*)[ \t]*(.*?)\s*$/;

function commentsIn(file: IndexedFile): FileAnswer[] {
  if (!file.text.includes('sightline:')) return [];
  const lines = file.text.split(/\r?\n/);
  return lines.flatMap((text, index) => {
    const [, , content = '', id = '', reason = ''] = comment.exec(text) ?? [undefined];
    if (!comment.test(text)) return [];
    const { start, end } = file.span(index + 1);
    const at = { start: start + text.indexOf('#'), end };
    const own = index + 1;
    const range = content === '' ? blockBehind(lines, index) : { from: own, to: own };
    return [{ id, reason, file, at, ...range }];
  });
}

/** The lines of what stands behind a comment: all that is further in, or the whole document where nothing stands before it. */
function blockBehind(
  lines: readonly string[],
  index: number,
): { readonly from: number; readonly to: number } {
  const isContent = (line: string): boolean => !/^[ \t]*(?:#.*)?$/.test(line);
  const isMark = (line: string): boolean => /^---(?:[ \t]|$)/.test(line);
  const first = lines.findIndex((line, at) => at > index && isContent(line) && !isMark(line));
  if (first < 0) return { from: index + 1, to: index + 1 };
  const before = lines.slice(0, index).filter(isContent).at(-1);
  const isAtTop = before === undefined || isMark(before);
  const inner = indentOf(lines[first] ?? '');
  const behind = lines.findIndex((line, at) => {
    if (at <= first || !isContent(line)) return false;
    return isMark(line) || (!isAtTop && indentOf(line) <= inner);
  });
  return { from: index + 1, to: behind < 0 ? lines.length : behind };
}

function indentOf(line: string): number {
  return line.search(/[^ \t]/);
}

function annotationsIn(origins: ReadonlyMap<string, Origin>, find: FieldFinder): FileAnswer[] {
  return [...origins.values()].flatMap(({ object, document, at }) => {
    const { metadata } = object?.manifest ?? {};
    const annotations =
      typeof metadata === 'object' && metadata !== null && 'annotations' in metadata
        ? metadata.annotations
        : undefined;
    const text: unknown =
      typeof annotations === 'object' && annotations !== null
        ? Reflect.get(annotations, answerAnnotation)
        : undefined;
    if (typeof text !== 'string') return [];
    const { file } = document;
    const whole = at.length === 0 ? document : find(document, at).value;
    const { key, value } = find(document, [...at, 'metadata', 'annotations', answerAnnotation]);
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [, id = '', reason = ''] = /^\s*(\S+?):?(?:\s+(.*?))?\s*$/.exec(line) ?? [];
        const to = file.lineOf(Math.max(whole.start, whole.end - 1));
        return { id, reason, file, at: key ?? value, from: file.lineOf(whole.start), to };
      });
  });
}

function flawOf({ id, reason, file, at }: FileAnswer): Problem | undefined {
  const told = (message: string, fix: string): Problem =>
    spanned(error('ANS001', message, { fix }), file, at);
  if (!isProblemId(id)) {
    const near = nearest(id, Object.keys(registry));
    return told(
      `'${id}' is not the id of a problem, and nothing is answered`,
      near === undefined ? 'write: sightline: disable ID reason' : `did you mean '${near}'?`,
    );
  }
  if (reason === '')
    return told(
      `${id} is answered without a reason: whoever reads it next must know why it is kept`,
      'say why behind the id',
    );
  const { severities, answerable, why } = entryOf(id);
  if (answerable || severities.includes('warning')) return undefined;
  return told(`${id} can't be answered. ${why}`, 'remove the answer, and mend the problem');
}

function unused({ id, file, at }: FileAnswer): Problem {
  const message = `this answers ${id}, and there is no such problem here`;
  return spanned(warning('ANS002', message, { fix: 'remove it, or put it where the problem is' }), file, at);
}
