import { expect, test } from 'vitest'
import { mayWrite } from './same-origin.ts'

const post = { method: 'POST', host: 'city.example', cookie: 'haihe_session=x' }
test.each([
  ['another site', { ...post, origin: 'https://evil.example' }, false],
  ['a sub-domain', { ...post, origin: 'https://a.city.example' }, false],
  ['another port', { ...post, origin: 'https://city.example:8443' }, false],
  ['a sandboxed frame', { ...post, origin: 'null' }, false],
  ['nonsense', { ...post, origin: 'city.example' }, false],
  ['a cross-site form without Origin', { ...post, fetchSite: 'cross-site' }, false],
  ['a same-site form without Origin', { ...post, fetchSite: 'same-site' }, false],
  ['the city itself', { ...post, origin: 'https://city.example' }, true],
  ['a client that is no browser', post, true],
  ['another site that reads', { ...post, method: 'GET', origin: 'https://evil.example' }, true],
  ['another site with a key and no cookie', { method: 'POST', host: 'city.example', origin: 'https://map.example' }, true],
])('%s: %j → %s', (_, headers, answer) => expect(mayWrite(headers)).toBe(answer))
