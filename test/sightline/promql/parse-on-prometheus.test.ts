import type { Node } from '../../../src/sightline/promql/syntax/ast';
import { checkText } from '../../../src/sightline/promql/check/check';
import { withoutPlaces } from '../../../src/sightline/promql/syntax/walk';
import { type Server, startPrometheus } from '../../../tools/prometheus/server';
import { extent, seedOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { allFeatures, isAtLeast, type PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';

import { isScalar } from './recent-expressions';
import { fromParsed, normal, type Parsed } from './parsed';
import { random } from './random';
import { mutated } from './mutated-text';
import { randomText } from './random-text';
import { usualWords } from './random-words';

const howMany = extent(1_000, 3_000);

/** Without the matching beside a number, which Prometheus leaves out of its tree. */
function withoutIdleMatching(root: Node): Node {
  const bare = (node: Node): Node => {
    switch (node.type) {
      case 'binary': {
        const { matching, ...rest } = node;
        const idle = isScalar(node.left) || isScalar(node.right);
        const kept = idle || matching === undefined ? {} : { matching };
        return { ...rest, ...kept, left: bare(node.left), right: bare(node.right) };
      }
      case 'call':
        return { ...node, args: node.args.map(bare) };
      case 'aggregation':
        return {
          ...node,
          ...(node.parameter === undefined ? {} : { parameter: bare(node.parameter) }),
          expression: bare(node.expression),
        };
      case 'unary':
      case 'subquery':
        return { ...node, expression: bare(node.expression) };
      default:
        return node;
    }
  };
  return bare(root);
}

describeOnPrometheus('a random text', (prometheus) => {
  const version = prometheus.version.split('.').slice(0, 2).join('.') as PrometheusVersion; // of a found Prometheus
  let server: Server;

  beforeAll(async () => {
    server = await startPrometheus({ prometheus, flags: { 'enable-feature': allFeatures.join(',') } });
  });
  afterAll(() => server.stop());

  // 2.x does not tell its tree
  (prometheus.version.startsWith('2') ? test.skip : test)(
    'is read into the tree that Prometheus reads',
    async () => {
      const seed = seedOf();
      // before, what is calculated does not stand in the tree that it tells
      const isRecent = isAtLeast(version, '3.16');
      const recent = isRecent ? 0.4 : usualWords.recent;
      const features = isRecent ? allFeatures : [];
      const choices = { ...random(seed), words: { ...usualWords, recent } };
      const texts = Array.from({ length: howMany }, () => {
        const text = randomText(choices);
        return choices.chance(0.3) ? mutated(choices, text) : text;
      });
      let compared = 0;
      const compare = async (text: string): Promise<void> => {
        const { node, problems } = checkText(text, { version, features });
        // a moment of so many seconds is too many milliseconds for Prometheus, which counts on below zero
        if (node === undefined || problems.length > 0 || text.includes('9.3e15')) return;
        // of a fill that is endless it can't give the tree
        if (/fill\w* ?\([+-]?(?:inf|nan)/i.test(text)) return;
        const answer = await server.api('parse_query', { query: text });
        // the answer of this path has the form of Parsed, and anything else makes the comparison fail
        const theirs = answer.ok ? fromParsed(answer.data as Parsed) : answer;
        const ours = normal(withoutIdleMatching(withoutPlaces(node)));
        expect({ seed, text, tree: ours }).toEqual({ seed, text, tree: theirs });
        compared += 1;
      };
      const work = async (): Promise<void> => {
        for (let text = texts.pop(); text !== undefined; text = texts.pop()) await compare(text);
      };
      await Promise.all(Array.from({ length: 16 }, work));
      expect(compared).toBeGreaterThan(howMany / 5);
    },
  );
});
