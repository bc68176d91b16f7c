import { editor } from './complete';

const target = ['container', 'instance', 'job', 'namespace', 'pod', 'service'];
const head = [
  "import { external, goldenSignals, latencyObjective, serviceContract, sum, rate } from '../../src/sightline';",
  "import { latency, requests } from './shop';",
  "const shop = serviceContract({ name: 'shop', metrics: [requests, latency], notTraffic: {} });",
  '',
].join('\n');
const opened = editor();
const at = (line: string): readonly string[] => opened.completionsIn(`${head}${line}\n`);

describe('an editor offers', () => {
  test.each([
    ['in an empty where', 'requests.where({ | });', ['code', 'route', 'verb', ...target]],
    ['in a where that has begun', "requests.where({ verb: 'GET', | });", ['code', 'route', ...target]],
    ['in the where of buckets', 'latency.bucket.where({ | });', ['le', 'route', 'verb', ...target]],
    [
      'in the errors of golden signals',
      "goldenSignals(shop, { requests, errors: { | }, by: ['route'] });",
      ['code', 'route', 'verb', ...target],
    ],
    [
      'in the errors of golden signals that say no more yet',
      'goldenSignals(shop, { requests, errors: { | } });',
      ['code', 'route', 'verb', ...target],
    ],
    [
      'in the where of an objective',
      "latencyObjective({ name: 'a', description: 'b', objective: 99, latency, under: 0.5, where: { | } });",
      ['route', 'verb', ...target],
    ],
    [
      'in the errors of requests that others count, which have no labels of the target',
      "const mesh = external('m_total', 'counter', 'M', ['namespace', 'code']); goldenSignals(shop, { requests: mesh, errors: { | }, by: [] });",
      ['code', 'namespace'],
    ],
    [
      'in what is no traffic',
      "serviceContract({ name: 'a', metrics: [requests, latency], notTraffic: { | } });",
      ['code', 'route', 'verb'],
    ],
  ])('%s the labels, and nothing else', (_, line, expected) => {
    expect(at(line)).toEqual([...expected].sort());
  });

  test.each([
    ['for a label with a domain', "requests.where({ verb: '|' });", ['GET', 'POST', 'other']],
    [
      'for the labels that are kept',
      "sum(rate(requests.over('5m')), { by: ['|'] });",
      ['code', 'route', 'verb', ...target],
    ],
  ])('%s its values, and nothing else', (_, line, expected) => {
    expect(at(line)).toEqual([...expected].sort());
  });
});
