import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipNames } from '#base/zip'
import { ofdMakerFake } from './ofd-maker-fake.ts'
import { ofdMakerHttp } from './ofd-maker-http.ts'

let system: Server
const heard: { key: string; body: Record<string, string> }[] = []
const asked = { number: 'GL1201032026000001', kind: 'elder_card', unit: '120103-civil-affairs', unitName: '河西区民政局', pdf: Buffer.from('%PDF-1.7') }
beforeAll(async () => {
  system = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature']))!
    if (signature !== createHmac('sha256', 'secret').update(`${seconds}.POST /seal/ofd.${body}`).digest('hex')) return response.writeHead(401).end()
    heard.push({ key: String(request.headers['idempotency-key']), body: JSON.parse(body) })
    return response.writeHead(200, { 'content-type': 'application/ofd' }).end(await ofdMakerFake().make(asked))
  })
  await new Promise<void>((done) => system.listen(0, '127.0.0.1', done))
})
afterAll(() => system?.close())
const make = (secret = 'secret', networks = ['127.0.0.1/32']) => ofdMakerHttp({ url: `http://127.0.0.1:${(system.address() as AddressInfo).port}/seal/`, secret }, { networks, timeout: 1000, clock: () => new Date('2026-11-28T01:00:00Z') }).make(asked)

test('the PDF goes under the number of the licence, signed, and an OFD comes back; another secret or a network that is not told gets none', async () => {
  expect(await zipNames(await make())).toEqual(['OFD.xml', 'Doc_0/Document.xml', 'Doc_0/PublicRes.xml', 'Doc_0/Pages/Page_0/Content.xml'])
  expect(heard).toEqual([{ key: asked.number, body: { number: asked.number, kind: 'elder_card', unit: '120103-civil-affairs', unit_name: '河西区民政局', pdf: asked.pdf.toString('base64') } }])
  await expect(make('another')).rejects.toThrow('HTTP 401')
  await expect(make('secret', [])).rejects.toThrow(/private/)
  expect(heard).toHaveLength(1)
})
