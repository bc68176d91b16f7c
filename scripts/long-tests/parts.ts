/** Long tests that belong together. */
export interface Part {
  /** What runs when all of it does. */
  readonly what: string;

  /** The test files, or folders of them, below the project. */
  readonly tests: readonly string[];
}

const objectives = 'test/sightline/rules/behaviour/objectives';
const promql = 'test/sightline/promql';

/** The tests of which `npm test` runs a sample, by the name that the command line gives them. */
export const parts = {
  streams: {
    what: 'every stream of events, played to each Prometheus and held against the events themselves',
    tests: [`${objectives}/streams`],
  },
  months: {
    what: 'the budget after 35 days, evaluated by each Prometheus',
    tests: [`${objectives}/month.test.ts`],
  },
  detection: {
    what: 'when each burn rate alert fires, up to one that takes three days, on each Prometheus',
    tests: [`${objectives}/detection.test.ts`],
  },
  upgrade: {
    what: 'a server of each version that holds thirty days of the rules before, and goes on with ours for thirty',
    tests: [`${objectives}/upgrade`],
  },
  shipped: {
    what: 'the unit tests that ship with every kind of objective, and the faults in rules that they must find',
    tests: ['test/sightline/rule-tests', 'test/examples/services.test.ts'],
  },
  kinds: {
    what: 'every kind of objective, imported ones too, the truth of its ratios and words, and the budget that a backfill makes, on each Prometheus',
    tests: [
      `${objectives}/annotations.test.ts`,
      `${objectives}/kinds.test.ts`,
      `${objectives}/window-sums.test.ts`,
      'test/sightline/importers/same-meaning.test.ts',
      `${objectives}/truth.test.ts`,
      'test/sightline/cli/backfill/backfill.test.ts',
    ],
  },
  truth: {
    what: 'the golden signals of a running Task API against its log, through a restart, in windows of 15 s',
    tests: ['test/truth/truth.test.ts'],
  },
  garbage: {
    what: 'all that is behind the public door, called 205,000 times with anything that JavaScript can hand over',
    tests: ['test/scripts/garbage', 'test/sightline/contract/garbage.test.ts'],
  },
  texts: {
    what: 'random and hostile expressions and texts: what we print, read, refuse and infer, against each Prometheus',
    tests: [
      `${promql}/print-on-prometheus.test.ts`,
      `${promql}/parse-on-prometheus.test.ts`,
      `${promql}/labels-on-prometheus.test.ts`,
      `${promql}/verdicts.test.ts`,
      `${promql}/hostile-text.test.ts`,
      'test/sightline/rules/template-on-prometheus.test.ts',
    ],
  },
  writing: {
    what: 'processes that write an output folder at once or are killed, and random sequences of what can happen to it',
    tests: ['test/sightline/synth/output'],
  },
  packages: {
    what: 'a first project with the packages from the registry, on each Node, and ts-node in the stock project',
    tests: ['test/package'],
  },
  files: {
    what: 'files of monitoring that are changed at random: 100,000 are checked, a million are read by both readers of YAML; rules among others of their shape',
    tests: [
      'test/scripts/mutated-files',
      'test/sightline/files/read-fast.test.ts',
      'test/sightline/rules/expression-shape.test.ts',
    ],
  },
  pages: {
    what: 'metrics pages that are changed at random, scraped by each Prometheus',
    tests: ['test/sightline/exposition/prometheus.test.ts'],
  },
} as const satisfies Readonly<Record<string, Part>>;

/** The name of a part. */
export type PartName = keyof typeof parts;

/** Whether a word is the name of a part. */
export function isPartName(word: string): word is PartName {
  return Object.hasOwn(parts, word);
}
