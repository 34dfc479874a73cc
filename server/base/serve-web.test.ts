import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Http } from './http.ts'
import { serveWeb } from './serve-web.ts'

const folder = mkdtempSync(join(tmpdir(), 'haihe-web-'))
const http = Fastify() as unknown as Http
const get = (url: string, accept = 'text/html') => http.inject({ url, headers: { accept } })

beforeAll(async () => {
  for (const [file, words] of [['index.html', 'resident'], ['desk/index.html', 'desk'], ['desk/index.html.br', 'packed desk'], ['assets/a-1.js', 'code'], ['assets/b-2.js', 'plain'], ['assets/b-2.js.br', 'packed'], ['secret/.env', 'no']] as const) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), words)
  }
  http.get('/city', async () => ({ name: 'a city' }))
  await serveWeb(http, folder)
})
afterAll(async () => { await http.close(); rmSync(folder, { recursive: true }) })

describe('the web apps', () => {
  it('leave an unknown address of the interface unknown', async () => expect((await get('/nothing', 'application/json')).statusCode).toBe(404))
  it('leave a missing file missing, though a browser asks', async () => expect((await get('/assets/gone.js')).statusCode).toBe(404))
  it('hand out nothing outside their folder', async () => {
    for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/secret/.env']) expect((await get(path)).body).not.toMatch(/root:|^no$/)
  })
  it('never cover a route', async () => expect((await get('/city')).json()).toEqual({ name: 'a city' }))
  it('open the residents’ page for an address of theirs', async () => expect((await get('/t/abc')).body).toBe('resident'))
  it('open the desk’s page below /desk, and never from a cache', async () => {
    const answer = await get('/desk/inbox?view=mine')
    expect([answer.body, answer.headers['cache-control']]).toEqual(['desk', 'no-cache'])
  })
  it('open a door whatever is asked for', async () => expect((await get('/desk/', '*/*')).body).toBe('desk'))
  it('send the compressed copy to who can read it, and only as that', async () => {
    const answer = await http.inject({ url: '/assets/b-2.js', headers: { accept: '*/*', 'accept-encoding': 'gzip, br' } })
    expect([answer.body, answer.headers['content-encoding'], answer.headers['cache-control']]).toEqual(['packed', 'br', expect.stringContaining('immutable')])
    expect((await get('/assets/b-2.js', '*/*')).body).toBe('plain')
    expect((await get('/assets/b-2.js.br', '*/*')).statusCode).toBe(404)
  })
  it('send a page compressed to who can read that, and not at all to who holds it', async () => {
    const ask = (headers: Record<string, string>) => http.inject({ url: '/desk/', headers })
    const packed = await ask({ 'accept-encoding': 'gzip, br' })
    expect([packed.body, packed.headers['content-encoding'], packed.headers['content-type'], packed.headers['vary']]).toEqual(['packed desk', 'br', 'text/html; charset=utf-8', 'accept-encoding'])
    const head = await http.inject({ method: 'HEAD', url: '/desk/', headers: { 'accept-encoding': 'br' } })
    expect([head.statusCode, head.body, head.headers['content-length'], head.headers['etag']]).toEqual([200, '', '11', packed.headers['etag']])
    const plain = await ask({ 'accept-encoding': 'br;q=0' })
    expect([plain.body, plain.headers['content-encoding']]).toEqual(['desk', undefined])
    const again = await ask({ 'accept-encoding': 'br', 'if-none-match': `"other", W/${packed.headers['etag']}` })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await ask({ 'if-none-match': String(packed.headers['etag']) })).statusCode).toBe(200) // another form of it
  })
  it('keep hashed files for ever', async () => expect((await get('/assets/a-1.js', '*/*')).headers['cache-control']).toContain('immutable'))
})
