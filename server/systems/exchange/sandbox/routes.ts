import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import type { FastifyReply } from 'fastify'
import {
  CheckedRows, CheckRows, ChunkOfDelivery, DeliveryChunk, DeliveryId, DeliveryReceipt, FiledRequest, FileRequest, FinishedDelivery, GrantId, IssuedSandboxKey, IssueSandboxKey, PagedRows, PageRows, QueriedRows, QueryRows, RevokedSandboxKey, SandboxKeyId, SandboxKeys, SandboxPeople, StartDelivery, StartedDelivery,
} from '../contract.ts'
import { asked } from '../request/routes.ts'
import { checkColumns } from '../row/check-rows.ts'
import { readSentTable } from '../row/read-sent-table.ts'
import { checkSandbox, pageSandbox, querySandbox, showSandboxPeople } from './ask-sandbox.ts'
import { deliverSandboxChunk, finishSandboxDelivery, showSandboxReceipt, startSandboxDelivery } from './deliver-sandbox.ts'
import { fileSandboxRequest, requireSandboxGrant } from './sandbox-grant.ts'
import { findSandboxKeys, issueSandboxKey, revokeSandboxKey } from './sandbox-keys.ts'

const may = 'exchange.sandbox.use'
const manage = 'exchange.sandbox.manage'
const MOST_CHECKED = 5000
const grant = { grantId: '01930000-0000-7000-8000-00000000e005' }
const delivery = '01930000-0000-7000-8000-00000000e006'
const marked = (reply: FastifyReply): void => void reply.header('haihe-sandbox', 'true').header('cache-control', 'no-store')

export function sandboxRoutes(http: Http): void {
  http.get('/exchange/sandbox/keys', { config: { may: manage, example: {} }, schema: { response: { 200: SandboxKeys } } }, (request) => request.read(findSandboxKeys))

  http.post('/exchange/sandbox/keys', {
    config: { may: manage, idempotency: 'required', example: { body: { name: '业务系统联调', days: 90 } } },
    schema: { body: IssueSandboxKey, response: { 201: IssuedSandboxKey } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => issueSandboxKey(deed, request.body))
  })

  http.post('/exchange/sandbox/keys/:keyId/revoke', {
    config: { may: manage, idempotency: 'optional', example: { params: { keyId: '01930000-0000-7000-8000-00000000e007' } } },
    schema: { params: SandboxKeyId, response: { 200: RevokedSandboxKey } },
  }, (request) => request.perform((deed) => revokeSandboxKey(deed, request.params.keyId)))

  http.get('/exchange/sandbox/people', { config: { may, example: {} }, schema: { response: { 200: SandboxPeople } } }, (request, reply) => {
    marked(reply)
    return request.read(showSandboxPeople)
  })

  http.post('/exchange/sandbox/requests', {
    config: { may, idempotency: 'optional', example: { body: { ...asked, id: grant.grantId } } },
    schema: { body: FileRequest, response: { 201: FiledRequest } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => fileSandboxRequest(deed, request.body))
  })

  http.post('/exchange/sandbox/grants/:grantId/queries', {
    config: { may, idempotency: 'none', example: { params: grant, body: { field: 'groom_number', value: '120199197904120029', matter: '2611250000014' } } },
    schema: { params: GrantId, body: QueryRows, response: { 200: QueriedRows } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => querySandbox(deed, request.params.grantId, request.body))
  })

  http.post('/exchange/sandbox/grants/:grantId/checks', {
    config: { may, idempotency: 'none', example: { params: grant, query: { matter: '2611250000014' }, headers: { 'content-type': 'multipart/form-data' } } },
    schema: { params: GrantId, querystring: CheckRows, response: { 200: CheckedRows } },
  }, async (request, reply) => {
    const columns = checkColumns(await request.perform((deed) => requireSandboxGrant(deed, request.params.grantId, 'batch_check')))
    const table = await readSentTable(await sentSheet(request), columns, MOST_CHECKED)
    marked(reply)
    return request.perform((deed) => checkSandbox(deed, request.params.grantId, request.query.matter, table))
  })

  http.post('/exchange/sandbox/grants/:grantId/deliveries', {
    config: { may, idempotency: 'optional', example: { params: grant, body: { id: delivery } } },
    schema: { params: GrantId, body: StartDelivery, response: { 201: StartedDelivery } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => startSandboxDelivery(deed, request.params.grantId, request.body.id))
  })

  http.post('/exchange/sandbox/deliveries/:deliveryId/chunks/:number', {
    config: { may, idempotency: 'none', example: { params: { deliveryId: delivery, number: 1 } } },
    schema: { params: ChunkOfDelivery, response: { 200: DeliveryChunk } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => deliverSandboxChunk(deed, request.params.deliveryId, Number(request.params.number)))
  })

  http.post('/exchange/sandbox/deliveries/:deliveryId/finish', {
    config: { may, idempotency: 'optional', example: { params: { deliveryId: delivery } } },
    schema: { params: DeliveryId, response: { 200: FinishedDelivery } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => finishSandboxDelivery(deed, request.params.deliveryId))
  })

  http.get('/exchange/sandbox/deliveries/:deliveryId/receipt', {
    config: { may, example: { params: { deliveryId: delivery } } },
    schema: { params: DeliveryId, response: { 200: DeliveryReceipt } },
  }, (request, reply) => {
    marked(reply)
    return request.read((deed) => showSandboxReceipt(deed, request.params.deliveryId))
  })

  http.post('/exchange/sandbox/grants/:grantId/pages', {
    config: { may, idempotency: 'none', example: { params: grant, body: { matter: '2611250000014', limit: 100 } } },
    schema: { params: GrantId, body: PageRows, response: { 200: PagedRows } },
  }, (request, reply) => {
    marked(reply)
    return request.perform((deed) => pageSandbox(deed, request.params.grantId, request.body))
  })
}
