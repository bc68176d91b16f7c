import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

/** What the compiler is expected to say about one line. */
export interface Expectation {
  /** The line, counted from 1. */
  readonly line: number;

  /** Texts that its one diagnostic contains. */
  readonly texts: readonly string[];
}

/** What the compiler says about one line. */
export interface Diagnostic {
  /** The line, counted from 1. */
  readonly line: number;

  /** The flattened message: all of its lines. */
  readonly message: string;
}

/** The folder of the project. */
export const root = resolve(__dirname, '../..');

/** The options with which the compiler reads the project. */
export function optionsOfProject(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    readonly config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options;
}

/** The fixtures of a folder beside this file, sorted. */
export function fixtures(folder: string): readonly string[] {
  const files = readdirSync(join(__dirname, folder)).filter((file) => file.endsWith('.ts'));
  return files.sort().map((file) => join(__dirname, folder, file));
}

/** Compiles the files together, with the options of the project, and gives what the compiler says of each, by its path. */
export function compile(files: readonly string[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const program = ts.createProgram([...files], { ...optionsOfProject(), noEmit: true });
  const all = files.map((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return [file, found.map((each) => read(each))] as const;
  });
  return new Map(all);
}

/**
 * What a fixture expects: each comment `//! text` says what the diagnostic of the line below contains; several of them in a row are
 * about the same line.
 */
export function expectations(file: string): readonly Expectation[] {
  const expected: Expectation[] = [];
  let texts: string[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const text = /^\s*\/\/! (.+)$/.exec(line)?.[1];
    if (text !== undefined) {
      texts.push(text);
    } else if (texts.length > 0) {
      expected.push({ line: index + 1, texts });
      texts = [];
    }
  }
  return expected;
}

/**
 * What a fixture says that the compiler prints, to the letter: each comment `//= text` is a line of the message about the line of code
 * below.
 */
export function exactTexts(file: string): readonly Diagnostic[] {
  const texts: Diagnostic[] = [];
  let lines: string[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const text = /^\s*\/\/= (.+)$/.exec(line)?.[1];
    if (text !== undefined) lines.push(text);
    else if (lines.length > 0) {
      texts.push({ line: index + 1, message: lines.join('\n') });
      lines = [];
    }
  }
  return texts;
}

/**
 * How what the compiler says differs from what a fixture expects, in sentences; nothing where it does not. Each expectation is met by
 * exactly one diagnostic on its line, and there are no others.
 */
export function differences(
  expected: readonly Expectation[],
  found: readonly Diagnostic[],
): readonly string[] {
  const unmet = expected.flatMap(({ line, texts }) => {
    const here = found.filter((each) => each.line === line);
    if (here.length !== 1) return [`line ${line} has ${here.length} diagnostics in place of one`];
    const message = here[0]?.message ?? '';
    return texts
      .filter((text) => !message.includes(text))
      .map((text) => `line ${line} does not say '${text}', but: ${message}`);
  });
  const surprising = found
    .filter(({ line }) => !expected.some((each) => each.line === line))
    .map(({ line, message }) => `line ${line} is refused: ${message}`);
  return [...unmet, ...surprising];
}

function read({ file, start, messageText }: ts.Diagnostic): Diagnostic {
  const line =
    file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return { line, message: ts.flattenDiagnosticMessageText(messageText, '\n') };
}
