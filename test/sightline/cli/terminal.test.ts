import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { styleOf, type TerminalEnvironment } from '../../../src/sightline/cli/terminal';
import { error } from '../../../src/sightline/problem/problems';
import { renderProblems } from '../../../src/sightline/problem/render';

const text = 'port: web';
const problem = {
  ...error('SEL006', "there is no port 'web'", { path: 'spec' }),
  ...{ file: 'a b.yaml', line: 3, column: 7 },
  source: { text, start: 6, end: 9, firstLine: 3 },
};
const printed = (isTTY: boolean | undefined, environment: TerminalEnvironment = {}): string =>
  renderProblems([problem], styleOf({ isTTY }, environment));

const red = (text: string): string => `\u001B[1;31m${text}\u001B[0m`;
const link = (path: string, text: string): string =>
  `\u001B]8;;file://${hostname().toLowerCase()}${path}\u001B\\${text}\u001B]8;;\u001B\\`;
const root = resolve(__dirname, '../../..');

const plain = `error SEL006 [a b.yaml:3:7 spec]
  there is no port 'web'.
    3 | port: web
      |       ^^^
`;
const coloured = plain
  .replace('error', red('error'))
  .replace('^^^', red('^^^'))
  .replace('spec', '\u001B[2mspec\u001B[0m');
const linked = coloured
  .replace('SEL006', link(`${root}/docs/checks/SEL006.md`, 'SEL006'))
  .replace('a b.yaml:3:7', link(`${process.cwd()}/a%20b.yaml#3`, 'a b.yaml:3:7'));

describe('what is printed', () => {
  it.each<[string, boolean | undefined, TerminalEnvironment, string]>([
    ['on a terminal has colours, and links to the line and to the page', true, { TERM: 'xterm' }, linked],
    ['in a pipe is plain', undefined, { TERM: 'xterm' }, plain],
    ['on a terminal with NO_COLOR is plain', true, { NO_COLOR: '1' }, plain],
    ['on a terminal with an empty NO_COLOR is as without', true, { NO_COLOR: '' }, linked],
    ['on a terminal that knows no sequences is plain', true, { TERM: 'dumb' }, plain],
    ['on a terminal with FORCE_COLOR=0 is plain', true, { FORCE_COLOR: '0' }, plain],
    ['in a pipe with FORCE_COLOR has colours, and no links', undefined, { FORCE_COLOR: '1' }, coloured],
    ['with both has colours: somebody forces them', true, { FORCE_COLOR: '1', NO_COLOR: '1' }, coloured],
  ])('%s', (_, isTTY, environment, expected) => {
    expect(printed(isTTY, environment)).toBe(expected);
  });
});
