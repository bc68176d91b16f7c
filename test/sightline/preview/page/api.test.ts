import { ask } from '../../../../src/sightline/preview/page/api';

describe('an answer of the preview', () => {
  afterEach(() => jest.restoreAllMocks());
  const answering = (status: number, text: string): void => {
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(text, { status }));
  };
  const asked = () => ask('panel', new URLSearchParams());

  test('is what the server says', async () => {
    answering(200, 'null');
    expect(await asked()).toEqual({ ok: true, value: null });
    answering(502, '{"kind":"unreachable","text":"refused"}');
    expect(await asked()).toEqual({ ok: false, failure: { kind: 'unreachable', text: 'refused' } });
  });

  test('that the server did not foresee is no end of it', async () => {
    answering(500, 'dashboard is not iterable');
    expect(await asked()).toEqual({
      ok: false,
      failure: { kind: 'failed', text: 'dashboard is not iterable' },
    });
    answering(404, '{"text":"there is no such panel"}');
    expect(await asked()).toEqual({
      ok: false,
      failure: { kind: 'failed', text: 'there is no such panel' },
    });
  });

  test('that does not come is its end', async () => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
    expect(await asked()).toMatchObject({ ok: false, failure: { kind: 'ended' } });
  });
});
