import { refusalOf } from '../../../src/sightline/preview/guard';

const host = '127.0.0.1:8080';

describe('the preview', () => {
  test.each([
    ['a browser on this computer', { host }],
    ['by another name of it', { host: 'localhost:8080' }],
    ['by its address in IPv6, behind a tunnel', { host: '[::1]:9999' }],
    ['its own page', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
    ['a link on another page', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('answers %s', (_, headers) => {
    expect(refusalOf('GET', headers)).toBeUndefined();
  });

  test.each([
    ['a name that somebody else points here', { host: 'evil.example:8080' }, /for 'evil.example:8080'/],
    ['a name that only begins like ours', { host: 'localhost.evil.example' }, /localhost only/],
    ['no name at all', {}, /localhost only/],
    ['a page of another origin', { host, origin: 'http://localhost:3000' }, /from 'http:\/\/localhost:3000'/],
    ['a page that hides its origin', { host, origin: 'null' }, /another origin/],
    ['a script of another site', { host, 'sec-fetch-site': 'same-site' }, /another site/],
  ])('refuses %s', (_, headers, text) => {
    expect(refusalOf('GET', headers)).toEqual({ status: 403, text: expect.stringMatching(text) });
  });

  test('reads, and takes nothing', () => {
    expect(refusalOf('POST', { host })).toMatchObject({ status: 405 });
    expect(refusalOf('HEAD', { host })).toBeUndefined();
  });
});
