import { expect, test } from 'vitest';
import { refusal } from './host-guard.ts';

const allowed = ['127.0.0.1:3000', 'localhost:3000'];
const ask = (headers: Record<string, string>, method = 'POST') => refusal({ headers, method }, allowed);

test.each([
  ['a program', { host: '127.0.0.1:3000' }],
  ['a page of this server', { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
  ['another spelling', { host: 'LOCALHOST:3000', origin: 'http://LocalHost:3000' }],
])('%s is let in', (_who, headers) => {
  expect(ask(headers)).toBeNull();
});

test('a link from another site may be followed', () => {
  expect(ask({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'GET')).toBeNull();
});

test.each([
  ['no name', {}],
  ['a name that was made to lead here', { host: 'evil.example:3000' }],
  ['another port', { host: '127.0.0.1:3001' }],
  ['a page of another site', { host: '127.0.0.1:3000', origin: 'https://evil.example' }],
  ['a page of another server on this machine', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:8080' }],
  ['a page without an origin', { host: '127.0.0.1:3000', origin: 'null' }],
  ['an origin that only begins right', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000.evil.example' }],
  ['an origin with a user', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000@evil.example' }],
  [
    'a picture in a page of another site',
    { host: '127.0.0.1:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ],
  ['a form of another site', { host: '127.0.0.1:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
])('%s is refused', (_who, headers: Record<string, string>) => {
  expect(ask(headers)).toMatch(/^This server/);
});
