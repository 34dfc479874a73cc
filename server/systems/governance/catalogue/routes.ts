import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import { readSheet, streamSheet } from '#base/spreadsheet'
import { ImportedItems, Items, Suggest, Suggestions } from '../contract.ts'
import { suggestFor } from '../words/suggest-for.ts'
import { importItems } from './import-items.ts'
import { catalogue } from './items.ts'
import { itemColumns, toSheet } from './sheet.ts'

export function catalogueRoutes(http: Http): void {
  http.get('/governance/items', {
    config: { may: 'public', example: {} },
    schema: { response: { 200: Items } },
  }, (request) => request.read(async (deed) => ({
    items: (await catalogue(deed)).live.map((item) => ({
      code: item.code, register: item.register, class: item.class, kind: item.kind, name: item.name, words: item.words, endsAt: item.ends_at, urgency: item.urgency, evidence: item.evidence,
      public: item.public, call: item.call,
    })),
  })))

  http.get('/governance/items.xlsx', {
    config: { may: 'governance.catalogue.read', example: {} },
    schema: { response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const { live } = await request.read((deed) => catalogue(deed))
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', 'attachment; filename="incident-items.xlsx"')
      .send(streamSheet('事项目录', itemColumns, rowsOf(live.map(toSheet))))
  })

  http.post('/governance/items/import', {
    config: { may: 'governance.catalogue.edit', idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } } },
    schema: { response: { 200: ImportedItems } },
  }, async (request) => {
    const rows = await readSheet(await sentSheet(request), itemColumns, 2000)
    return request.perform((deed) => importItems(deed, rows))
  })

  http.post('/governance/suggestions', {
    config: { may: 'public', idempotency: 'none', example: { body: { words: '楼下水管漏水，流了一地' } }, rateLimit: { max: 240, timeWindow: 60_000 } },
    schema: { body: Suggest, response: { 200: Suggestions } },
  }, (request) => request.read((deed) => suggestFor(deed, request.body.words)))
}

async function* rowsOf<T>(rows: readonly T[]): AsyncIterable<T> {
  yield* rows
}
