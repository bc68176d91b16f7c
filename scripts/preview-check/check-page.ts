import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page, PageOptions } from '../../tools/browser/browser';

/** How a page is looked at, by a name for its screenshot. */
export interface Look extends PageOptions {
  readonly name: string;
}

/** What a look at a page has found. */
export interface Seen {
  readonly page: Page;

  /** How many panels have drawn data. */
  readonly drawn: number;

  /** Sentences about what is wrong. */
  readonly wrong: readonly string[];
}

/** How long data is waited for, in milliseconds: a panel asks when it comes on the screen, and again and again. */
const patience = 60_000;

/** Whether a panel has something drawn in it, and not only says so. */
const hasDrawing = `(panel) => panel.dataset.state === 'drawn' && (
  [...panel.querySelectorAll('path.line, path.cell')].some((path) => path.getAttribute('d').length > 10) ||
  panel.querySelector('tbody tr') !== null ||
  /\\d/.test(panel.querySelector('.stat .number')?.textContent ?? ''))`;

/** Opens a page, brings each panel on the screen, and looks at what is drawn, at the console, at its width and at what axe-core finds. */
export async function checkPage(
  browser: Browser,
  url: string,
  look: Look,
  without: readonly string[],
): Promise<Seen> {
  const page = await browser.open(url, look);
  const wrong: string[] = [];
  await until(page, `document.querySelector('.panel') !== null`);
  await page.evaluate(`document.querySelectorAll('.row').forEach((row) => { row.open = true; })`);
  const titles = (await page.evaluate(
    `[...document.querySelectorAll('.panel h3')].map((title) => title.textContent)`,
  )) as readonly string[]; // it is a list of texts
  let drawn = 0;
  for (const [index, title] of titles.entries()) {
    await page.evaluate(`document.querySelectorAll('.panel')[${index}].scrollIntoView({ block: 'center' })`);
    if (without.includes(title)) continue;
    if (await until(page, `(${hasDrawing})(document.querySelectorAll('.panel')[${index}])`)) drawn++;
    else wrong.push(`the panel '${title}' has no data drawn`);
  }
  const width = Number(await page.evaluate(`document.documentElement.scrollWidth`));
  if (width > look.width) wrong.push(`the page is ${width} pixels wide, on a screen of ${look.width}`);
  wrong.push(...(await checkAccess(page)), ...(await checkKeys(page)));
  wrong.push(...page.errors().map((error) => `the console has: ${error}`));
  await page.evaluate('scrollTo(0, 0)');
  return { page, drawn, wrong: wrong.map((sentence) => `${look.name}: ${sentence}`) };
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds: contrast, names, roles, order. */
async function checkAccess(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')}; true`);
  const violations = (await page.evaluate(
    `axe.run().then(({ violations }) => violations)`,
  )) as readonly Violation[]; // axe says so
  return violations.map(
    ({ id, help, nodes }) =>
      `axe-core finds '${id}' (${help}) at ${nodes.length} elements, such as ${nodes[0]?.html.slice(0, 200)}: ${nodes[0]?.failureSummary}`,
  );
}

/** Walks over the page with the Tab key, and along a graph with the arrows. */
async function checkKeys(page: Page): Promise<readonly string[]> {
  await page.evaluate(`scrollTo(0, 0); document.activeElement?.blur(); window.reached = new Set(); true`);
  const isWanted = `a[href], button, select, summary, [tabindex="0"]`;
  const count = Number(
    await page.evaluate(`document.querySelectorAll('${isWanted.replaceAll("'", '"')}').length`),
  );
  for (let step = 0; step < count + 5; step++) {
    await press(page, 'Tab');
    await page.evaluate(`window.reached.add(document.activeElement); true`);
  }
  const missed = (await page.evaluate(
    `[...document.querySelectorAll('${isWanted}')].filter((each) => each.checkVisibility() && !window.reached.has(each)).map((each) => each.outerHTML.slice(0, 120))`,
  )) as readonly string[]; // it is a list of texts
  await page.evaluate(`document.querySelector('.plot').focus()`);
  await press(page, 'ArrowLeft');
  const said = String(await page.evaluate(`document.querySelector('.graph .when')?.textContent`));
  await press(page, 'Escape');
  return [
    ...missed.map((html) => `the Tab key does not reach ${html}`),
    ...(said.startsWith('At ') ? [] : [`the arrows do not walk along a graph: it says '${said}'`]),
  ];
}

async function press(page: Page, key: string): Promise<void> {
  const codes: Readonly<Record<string, number>> = { Tab: 9, ArrowLeft: 37, Escape: 27 };
  for (const type of ['keyDown', 'keyUp'])
    await page.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: codes[key] });
}

/** Whether a condition comes to hold in time. */
export async function until(page: Page, condition: string): Promise<boolean> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if ((await page.evaluate(condition)) === true) return true;
    await sleep(100);
  }
  return false;
}
