import { random } from '../../test/sightline/promql/random';
import { randomTexts } from '../../test/sightline/promql/random-text';
import { usualWords } from '../../test/sightline/promql/random-words';

/** How often something new to the language stands in the random texts, each from a seed of its own. */
const seeds = [
  { seed: 242, recent: 0.03 },
  { seed: 316, recent: 0.4 },
];

/** How many texts are made of each seed. Many come twice. */
const perSeed = 100_000;

/** The random expressions that are asked about: always the same, as long as what makes them stays as it is. */
export function candidates(): readonly string[] {
  return seeds.flatMap(({ seed, recent }) => randomExpressions(seed, recent, perSeed));
}

/** Random expressions, each once. Patterns that are repeated hundreds of times are left out: Prometheus takes most of its time for them. */
export function randomExpressions(seed: number, recent: number, howMany: number): readonly string[] {
  const texts = randomTexts({ ...random(seed), words: { ...usualWords, recent } }, howMany);
  return [...new Set(texts)].filter((text) => !/\{\d{3,}\}/.test(text));
}
