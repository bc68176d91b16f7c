import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { adopt } from '../../../src/sightline/adopt/adopt';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';

const text = readFileSync(resolve(__dirname, '../../../docs/adopting.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(text)?.[1] ?? `no block of ${language}`;

test('the declaration in docs/adopting.md is what the page before it becomes', () => {
  const { declaration } = adopt([parseExposition(block('text'))], {
    service: 'shop',
    namespace: 'shops',
    port: 8080,
    sources: ['shop.txt'],
    library: '../sightline',
  });
  expect(block('ts')).toBe(declaration);
});
