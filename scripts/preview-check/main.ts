/** Looks at the page of the demo, through its first incident, in a real browser: `npm run preview:check -- --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { previewedDashboards } from '../../src/sightline/cli/previewed-dashboards';
import { startPreview } from '../../src/sightline/preview/preview-server';
import { rangesOf } from '../../src/sightline/preview/ranges';
import { isMissing } from '../../src/sightline/prometheus/software/fetch-once';
import { client, type Client, type Params } from '../../src/sightline/prometheus/client';
import { freePort } from '../../demo/ports';
import { program } from '../../src/main';
import { startDemo } from '../../test/demo/running-demo';
import { startBrowser, type Browser } from '../../tools/browser/browser';
import { findBrowser } from '../../tools/browser/find-browser';
import { checkPage, until, type Look } from './check-page';

const usage = `Usage: npm run preview:check -- [--output FOLDER]

Runs the demo, and looks at its page in a Chromium without a window: each panel has drawn data, the console is silent, axe-core finds nothing, the keys reach
everything. Wide, on a phone, light and dark. It takes three minutes. Without a Chromium it says why, and ends with 0; with CI=true with 1.

  --output FOLDER  where the screenshots go (default: .cache/preview)
`;

/** What needs a cluster: kube-state-metrics and cAdvisor. */
const needCluster = ['CPU saturation', 'Memory saturation'];

const looks: readonly Look[] = [
  { name: 'wide-light', width: 1280, height: 900, scheme: 'light' },
  { name: 'wide-dark', width: 1280, height: 900, scheme: 'dark' },
  { name: 'phone-light', width: 390, height: 844, scheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, scheme: 'dark' },
];

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { output: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const output = resolve(values.output ?? '.cache/preview');
  mkdirSync(output, { recursive: true });
  const found = await findBrowser();
  if (isMissing(found)) {
    process.stderr.write(`skipped: ${found.reason}\n`);
    return process.env.CI === 'true' ? 1 : 0;
  }
  process.stdout.write(`${found.version}\n`);
  const browser = startBrowser(found);
  try {
    const wrong = [...(await withoutPrometheus(browser, output)), ...(await theDemo(browser, output))];
    process.stdout.write(wrong.map((sentence) => `wrong: ${sentence}\n`).join(''));
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** The page says what is wrong where no Prometheus answers, and keeps what it has drawn where one has answered before. */
async function withoutPrometheus(browser: Browser, output: string): Promise<readonly string[]> {
  // nothing listens there
  const nowhere = client(`http://127.0.0.1:${await freePort(0, '--port')}`);
  let isThere = false;
  const api: Client['api'] = (path, params) =>
    isThere ? Promise.resolve({ ok: true, data: answerTo(path, params), warnings: [] }) : nowhere.api(path);
  const { dashboards } = previewedDashboards(program());
  const server = await startPreview(
    {
      prometheus: { ...nowhere, api },
      dashboards: () => dashboards,
      ranges: rangesOf([900]),
      range: 900,
      refresh: 1000,
    },
    0,
  );
  const says = (text: string) => `document.querySelector('#notice').textContent.includes('${text}')`;
  const isDrawn = `document.querySelector('.panel.graph path.line')?.checkVisibility() === true`;
  try {
    const page = await browser.open(server.url, looks[0] as Look);
    const isSaid = await until(page, says('does not answer: connect ECONNREFUSED'));
    writeFileSync(join(output, 'no-prometheus.png'), await page.screenshot());
    isThere = true;
    const isBack = await until(page, `${isDrawn} && document.querySelector('#notice').textContent === ''`);
    isThere = false;
    const isGone = await until(page, says('does not answer'));
    const isKept = await page.evaluate(isDrawn);
    writeFileSync(join(output, 'prometheus-gone.png'), await page.screenshot());
    return [
      ...(isSaid && isGone ? [] : ['the page does not say that Prometheus does not answer']),
      ...(isBack ? [] : ['the page does not draw when Prometheus answers again']),
      ...(isKept === true ? [] : ['the page does not keep what it has drawn when Prometheus is gone']),
    ];
  } finally {
    await server.stop();
  }
}

/** What a Prometheus with one series answers. */
function answerTo(path: string, params: Params = {}): object {
  const [start, step] = [Number(params.start), Number(params.step)];
  if (path === 'alerts') return { alerts: [] };
  if (path === 'query') return { resultType: 'vector', result: [{ metric: {}, value: [1, '0.5'] }] };
  const values = Array.from({ length: 20 }, (_, index) => [start + index * step, String(index)]);
  return { resultType: 'matrix', result: [{ metric: {}, values }] };
}

async function theDemo(browser: Browser, output: string): Promise<readonly string[]> {
  const start = Date.now();
  const demo = startDemo(['--plain']);
  const wrong: string[] = [];
  try {
    const url = await untilSaid(
      () => /in a browser: (\S+)/.exec(demo.stdout())?.[1],
      () => demo.stderr(),
    );
    const first = await browser.open(url, looks[0] as Look);
    if (!(await until(first, `document.querySelector('.panel[data-state="drawn"]') !== null`)))
      wrong.push('no panel has data');
    tell('the first panel has data', start);
    await until(first, `document.querySelector('.alert') !== null`);
    const fires = `document.querySelector('.alert[data-severity="critical"]') !== null`;
    if (!(await until(first, fires))) wrong.push('no alert fires');
    tell('the incident is on, and its alert fires', start);
    // a part of the budget is gone, which is a line to look at
    await sleep(20_000);
    await takePictures(browser, url, output);
    for (const look of looks) {
      const seen = await checkPage(browser, url, look, needCluster);
      wrong.push(...seen.wrong);
      writeFileSync(join(output, `${look.name}.png`), await seen.page.screenshot());
      writeFileSync(join(output, `${look.name}-all.png`), await seen.page.screenshot(true));
      tell(`${look.name}: ${seen.drawn} panels have drawn data`, start);
    }
    const overview = `${url}/#dashboard=slo_monitoring_prometheus`;
    for (const look of looks.slice(0, 2)) {
      const named = { ...look, name: `overview-${look.name}` };
      const seen = await checkPage(browser, overview, named, []);
      wrong.push(...seen.wrong);
      writeFileSync(join(output, `${named.name}.png`), await seen.page.screenshot());
      tell(`${named.name}: ${seen.drawn} panels have drawn data`, start);
    }
  } finally {
    process.kill(demo.pid, 'SIGINT');
    await demo.ended;
  }
  return wrong;
}

/** The two pictures of the README: what goes on, and what was promised. */
async function takePictures(browser: Browser, url: string, output: string): Promise<void> {
  const size = { width: 1140, height: 780 };
  for (const [name, scheme, row] of [
    ['readme-light', 'light', 0],
    ['readme-dark', 'dark', 1],
  ] as const) {
    const page = await browser.open(url, { ...size, scheme });
    await until(page, `document.querySelector('.row') !== null`);
    if (row > 0) await page.evaluate(`document.querySelectorAll('.row')[${row}].scrollIntoView()`);
    const isOnScreen = `(panel) => { const { top, bottom } = panel.getBoundingClientRect(); return bottom > 0 && top < innerHeight; }`;
    await until(
      page,
      `document.querySelector('.live').textContent !== '' &&
       [...document.querySelectorAll('.panel')].filter(${isOnScreen}).every(({ dataset }) => dataset.state === 'drawn')`,
    );
    writeFileSync(join(output, `${name}.png`), await page.screenshot());
  }
}

function tell(what: string, start: number): void {
  process.stdout.write(`${Math.round((Date.now() - start) / 1000)} s: ${what}\n`);
}

async function untilSaid(said: () => string | undefined, stderr: () => string): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const text = said();
    if (text !== undefined) return text;
    await sleep(100);
  }
  throw new Error(`the demo does not start: ${stderr()}`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (failure: unknown) => {
    process.stderr.write(
      `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    );
    process.exitCode = 1;
  },
);
