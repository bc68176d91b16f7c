import { newestOf } from '../../../../src/sightline/preview/page/newest-of';

test('Of two answers the older gives nothing, whichever comes first', async () => {
  const waiting = new Map<string, (answer: string) => void>();
  const ask = newestOf((name: string) => new Promise<string>((answer) => waiting.set(name, answer)));
  const answer = (name: string) => waiting.get(name)?.(`the answer to ${name}`);
  const [first, second] = [ask('a'), ask('b')];
  answer('b');
  answer('a');
  expect(await Promise.all([first, second])).toEqual([undefined, 'the answer to b']);
  const third = ask('c');
  answer('c');
  expect(await third).toBe('the answer to c');
});
