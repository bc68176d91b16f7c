import { storyOf } from '../../demo/page';

const now = 1_800_000_000;
const at = (seconds: number) => storyOf({ seconds, now, hasIncidents: true, window: 300 });

describe('the story of the demo', () => {
  test('begins well, and says what comes next and when', () => {
    expect(at(10)).toEqual({
      now: 'The service is well: no fault has been injected yet.',
      hint: 'The rules look back 5 minutes: until the traffic is as old, requests per second read low.',
      events: [{ at: now - 10, text: 'Traffic begins.' }],
      next: { at: now + 35, text: 'listing, creating and completing tasks fails' },
    });
  });

  test('tells what is done to the service, from when until when', () => {
    expect(at(50)).toMatchObject({
      now: 'On purpose: listing, creating and completing tasks fails.',
      hint: expect.stringContaining('the alert fires within seconds'),
    });
    expect(at(200).now).toMatch(/^The service is well again\./);
    expect(at(200).events.map((event) => [event.at - now + 200, event.text])).toEqual([
      [0, 'Traffic begins.'],
      [45, 'On purpose: listing, creating and completing tasks fails.'],
      [85, 'Over: listing, creating and completing tasks fails.'],
      [150, 'On purpose: listing tasks is slow.'],
      [190, 'Over: listing tasks is slow.'],
    ]);
  });

  test('goes on for as long as the demo does', () => {
    expect(at(240 * 15 + 160)).toMatchObject({
      now: 'On purpose: listing tasks is slow.',
      next: { at: now + 125 },
    });
    expect(at(240 * 15 + 160).events).toHaveLength(1 + 4 * 15 + 3);
  });

  test('has nothing to tell of a service without faults', () => {
    expect(storyOf({ seconds: 400, now, hasIncidents: false, window: 300 })).toEqual({
      now: 'The service is as it is: no faults.',
      hint: '',
      events: [{ at: now - 400, text: 'Traffic begins.' }],
    });
  });
});
