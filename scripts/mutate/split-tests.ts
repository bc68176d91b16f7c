import { parse, stringify } from 'yaml';

/** A file of unit tests, as far as it is read here. */
interface TestFile {
  readonly rule_files: readonly string[];
  readonly tests: readonly { readonly name?: string }[];
}

/** One test alone, in a file of its own: a mutant that one kills need not be tried by the others. */
export interface SingleTest {
  readonly name: string;

  /** The rules that it is about: the name of a file. */
  readonly rulesFile: string;
  readonly yaml: string;
}

/** The tests of a file, each alone. */
export function splitTests(text: string): readonly SingleTest[] {
  const file = parse(text) as TestFile; // promtool reads it too, before anything is changed
  return file.tests.map((test) => ({
    name: test.name ?? '',
    rulesFile: file.rule_files[0] ?? '',
    yaml: stringify({ ...file, tests: [test] }, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
}
