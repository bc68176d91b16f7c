import { parse } from 'yaml';

/** Something that a test looks at. */
export interface WrittenCheck {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples?: readonly { readonly labels: string }[];
}

/** Something that is fed to a test. */
export interface WrittenInput {
  readonly series: string;
  readonly values: string;
}

/** One of the tests of a file. */
export interface WrittenTest {
  readonly name?: string;
  readonly input_series?: readonly WrittenInput[];
  readonly promql_expr_test: readonly WrittenCheck[];
}

/** A file of unit tests, as far as it is read here. */
export interface TestFile {
  readonly rule_files: readonly string[];
  readonly evaluation_interval: string;
  readonly group_eval_order: readonly string[];
  readonly tests: readonly WrittenTest[];
}

/** One test alone: a mutant that one kills need not be tried by the others. */
export interface SingleTest {
  readonly name: string;

  /** The rules that it is about: the name of a file. */
  readonly rulesFile: string;

  /** What stands in its file beside it. */
  readonly file: TestFile;
  readonly test: WrittenTest;
}

/** The tests of a file, each alone. */
export function splitTests(text: string): readonly SingleTest[] {
  const file = parse(text) as TestFile; // promtool reads it too, before anything is changed
  return file.tests.map((test) => ({
    name: test.name ?? '',
    rulesFile: file.rule_files[0] ?? '',
    file,
    test,
  }));
}
