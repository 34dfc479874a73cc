import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import { readSheet, streamSheet } from '#base/spreadsheet'
import { ImportedServiceItems, ItemHistory, ItemId, TightenedItem, TightenItem, WithdrawTightening } from '../contract.ts'
import { itemCatalogue, versionAt } from '../item/item-catalogue.ts'
import { itemHistory } from '../tightening/item-history.ts'
import { tightenItem, withdrawTightening } from '../tightening/tighten-item.ts'
import { importServiceItems } from './import-service-items.ts'
import { itemSheet, rowOfItem } from './service-sheet.ts'

const params = { code: 'old-age-allowance' }
const [read, edit, tighten] = ['service_item.item.read', 'service_item.item.edit', 'service_item.item.tighten']

/** What desks do with the catalogue. */
export function deskRoutes(http: Http): void {
  http.get('/service-item/items.xlsx', { config: { may: read, example: {} }, schema: { response: { 200: Type.Any() } } }, async (request, reply) => {
    const rows = await request.read(async (deed) => {
      const catalogue = await itemCatalogue(deed, true)
      return [...catalogue.items.keys()].sort().map((code) => versionAt(catalogue, code, deed.now)).filter((one) => one !== null).map(({ content, department }) => rowOfItem(content, department, catalogue))
    })
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', 'attachment; filename="service-items.xlsx"')
      .send(streamSheet('事项目录', itemSheet, (async function* () { yield* rows })()))
  })

  http.post('/service-item/items/import', {
    config: { may: edit, idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } } },
    schema: { response: { 200: ImportedServiceItems } },
  }, async (request) => {
    const rows = await readSheet(await sentSheet(request), itemSheet, 3000)
    return request.perform((deed) => importServiceItems(deed, rows))
  })

  http.get('/service-item/items/:code/history', {
    config: { may: read, example: { params } },
    schema: { params: ItemId, response: { 200: ItemHistory } },
  }, (request) => request.read((deed) => itemHistory(deed, request.params.code)))

  http.post('/service-item/items/:code/tighten', {
    config: { may: tighten, idempotency: 'required', example: { params, body: { division: '{district}', reason: '当天上报', promise: { amount: 3, unit: 'working_days' } } } },
    schema: { params: ItemId, body: TightenItem, response: { 200: TightenedItem } },
  }, (request) => request.perform((deed) => tightenItem(deed, request.params.code, request.body)))

  http.post('/service-item/items/:code/withdraw', {
    config: { may: tighten, idempotency: 'required', example: { params, body: { division: '{district}', reason: '人手不够' } } },
    schema: { params: ItemId, body: WithdrawTightening, response: { 200: TightenedItem } },
  }, (request) => request.perform((deed) => withdrawTightening(deed, request.params.code, request.body)))
}
