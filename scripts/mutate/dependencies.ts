import { selectorsIn } from '../../src/sightline/promql/syntax/walk';
import { parse } from '../../src/sightline/promql/parse/parse';
import { nameOf, type RulesFile } from './rules-file';

/** Which rules of a file have to do with each other. */
export class Dependencies {
  /** What each rule reads, of what others record. */
  private readonly reads: ReadonlyMap<string, ReadonlySet<string>>;

  /** @param rules a file of rules */
  constructor({ groups }: RulesFile) {
    const rules = groups.flatMap((group) => group.rules);
    const names = new Set(rules.map(nameOf));
    this.reads = new Map(
      rules.map((rule) => [nameOf(rule), new Set(namesIn(rule.expr).filter((name) => names.has(name)))]),
    );
  }

  /** A rule and all that its value can reach, directly or through other rules. */
  reachedFrom(rule: string): ReadonlySet<string> {
    return closure([rule], (name) =>
      [...this.reads].flatMap(([reader, read]) => (read.has(name) ? [reader] : [])),
    );
  }

  /** Whether a rule reads what it has recorded before through other rules. */
  reachesItself(rule: string): boolean {
    const others = [...(this.reads.get(rule) ?? [])].filter((name) => name !== rule);
    return this.neededFor(others).has(rule);
  }

  /** Some rules and all that they read, directly or through other rules. */
  neededFor(rules: Iterable<string>): ReadonlySet<string> {
    return closure(rules, (name) => this.reads.get(name) ?? []);
  }

  /** The rules that an expression of a test looks at: recorded series, and alerts by their names. */
  lookedAt(expression: string): readonly string[] {
    const all = [...this.reads.keys()];
    return selectorsOf(expression).flatMap(({ name, matchers }) => {
      if (name !== 'ALERTS') return all.filter((each) => each === name);
      const asked = matchers.find(({ label }) => label === 'alertname')?.value ?? '.*';
      return all.filter((each) => new RegExp(`^(?:${asked})$`).test(each));
    });
  }
}

function namesIn(expression: string): readonly string[] {
  return selectorsOf(expression).map(({ name }) => name);
}

function selectorsOf(expression: string) {
  const { node } = parse(expression);
  return node === undefined ? [] : selectorsIn(node);
}

/** What can be reached from some names, with themselves. */
function closure(from: Iterable<string>, next: (name: string) => Iterable<string>): ReadonlySet<string> {
  const found = new Set(from);
  // what is added on the way is gone through as well
  for (const name of found) for (const other of next(name)) found.add(other);
  return found;
}
