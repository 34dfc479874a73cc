import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import { readSheet, streamSheet } from '#base/spreadsheet'
import { ConnectUnit, ConnectedUnit, IncidentId, OrderFeed, OrderQuery, ReadOrders, UnitEndpoint, UnitNamed, UnitOrder } from '../contract.ts'
import { connectUnit, disconnectUnit, showEndpoint, tryUnit } from './connect-unit.ts'
import { findOrders, showOrder } from './find-unit-orders.ts'
import { listOrderSheet } from './list-order-sheet.ts'
import { MOST_ORDERS, orderColumns } from './order-sheet.ts'
import { readOrderSheet } from './read-order-sheet.ts'

const read = 'governance.incident.read'
const connect = 'governance.unit.connect'
const address = '/governance/unit/endpoint'

/** For units with a system of their own; it takes steps by the ordinary routes of incidents, which each order names under `may`. */
export function unitRoutes(http: Http): void {
  http.get('/governance/unit/orders', {
    config: { may: read, example: { query: { after: '0', limit: 20 } } },
    schema: { querystring: OrderQuery, response: { 200: OrderFeed } },
  }, (request) => request.read((deed) => findOrders(deed, request.query)))

  http.get('/governance/unit/orders/:incidentId', {
    config: { may: read, example: { params: { incidentId: '01930000-0000-7000-8000-000000000000' } } },
    schema: { params: IncidentId, response: { 200: UnitOrder } },
  }, (request) => request.read((deed) => showOrder(deed, request.params.incidentId)))

  http.get('/governance/unit/order-sheet.xlsx', {
    config: { may: read, example: {} },
    schema: { response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const rows = await request.read(listOrderSheet)
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', 'attachment; filename="orders.xlsx"').header('x-row-count', String(rows.length))
      .send(streamSheet('工单', orderColumns, Readable.from(rows), ({ steps }) => ({ action: steps })))
  })

  http.post('/governance/unit/order-sheet', {
    config: { may: read, idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } }, rateLimit: { max: 30, timeWindow: 60_000 } },
    schema: { response: { 200: ReadOrders } },
  }, async (request) => {
    const rows = await readSheet(await sentSheet(request), orderColumns, MOST_ORDERS)
    return request.read((deed) => readOrderSheet(deed, rows))
  })

  http.get(address, { config: { may: connect, example: {} }, schema: { response: { 200: UnitEndpoint } } }, (request) => request.read(showEndpoint))

  http.put(address, {
    config: { may: connect, idempotency: 'optional', example: { body: { url: 'https://orders.example.gov/haihe' } } },
    schema: { body: ConnectUnit, response: { 200: ConnectedUnit } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => connectUnit(deed, request.body.url))
  })

  http.delete(address, { config: { may: connect, idempotency: 'optional', example: {} }, schema: { response: { 200: UnitNamed } } }, (request) => request.perform(disconnectUnit))

  http.post(`${address}/try`, { config: { may: connect, idempotency: 'optional', example: {}, rateLimit: { max: 20, timeWindow: 60_000 } }, schema: { response: { 200: UnitNamed } } }, (request) => request.perform(tryUnit))
}
