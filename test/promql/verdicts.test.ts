import { letterColon } from '../../src/promql/parse/parse-modifiers';
import { parse } from '../../src/promql/parse/parse';
import { checkTypes } from '../../src/promql/check/check-types';
import type { Dialect, PrometheusVersion } from '../../src/promql/syntax/dialect';
import { describeOnPrometheus } from '../prometheus/suite';
import { random } from './random';
import { mutated, randomText, usualWords } from './random-text';
import { promtoolVerdicts } from './verdicts';

const howMany = 20_000;

/** What the parser of that Prometheus has against an expression; undefined for nothing. */
function verdict(text: string, dialect: Dialect): string | undefined {
  const { node, problems } = parse(text, dialect);
  return [...problems, ...(node === undefined || problems.length > 0 ? [] : checkTypes(node, dialect))][0]
    ?.message;
}

/** What Prometheus accepts and we refuse all the same, as docs/promql.md says. */
function isListed(ours: string | undefined): boolean {
  return ours?.includes(letterColon) === true;
}

/** Expressions as the grammar makes them, and half of them changed. */
function texts(seed: number): readonly string[] {
  const choices = { ...random(seed), words: usualWords };
  return Array.from({ length: howMany }, () => {
    let text = randomText(choices);
    while (choices.chance(0.5)) text = mutated(choices, text) || 'x';
    return text.trim() === '' ? 'x' : text;
  });
}

describeOnPrometheus('the verdict on an expression', (prometheus) => {
  const version = prometheus.version.split('.').slice(0, 2).join('.') as PrometheusVersion; // of a found Prometheus

  test(`is that of promtool, on ${howMany} that are made and changed at random`, async () => {
    const seed = Date.now() % 2 ** 31;
    const all = texts(seed);
    const theirs = await promtoolVerdicts(prometheus, all);
    const disagreements = all.flatMap((text, index) => {
      const ours = verdict(text, { version });
      return (ours === undefined) === (theirs[index] === undefined) || isListed(ours)
        ? []
        : [{ seed, text, ours, theirs: theirs[index] }];
    });
    expect({ count: disagreements.length, some: disagreements.slice(0, 3) }).toEqual({ count: 0, some: [] });
    // otherwise nothing is compared
    const accepted = theirs.filter((reason) => reason === undefined).length;
    expect(accepted).toBeGreaterThan(howMany / 5);
    expect(accepted).toBeLessThan((howMany * 4) / 5);
  }, 60_000);
});
