import type { Http } from '#base/http'
import { notFound } from '#base/errors'
import { Answer, Doables, KindDrafted, KindList, KindParams, KindPublished, KindShown, KindText, MatterParams, NewOrder, Order, OrderList, OrderParams, TokenParams, Trace } from './contract.ts'
import { matterByToken } from './find/find-matter.ts'
import { matterTrace } from './find/matter-trace.ts'
import { mayDo } from './find/may-do.ts'
import { approveKind, draftKind, readKind } from './kind/approve-kind.ts'
import { exampleKind } from './kind/example-kind.ts'
import { findKinds, showKind } from './kind/find-kinds.ts'
import { findOrders } from './oversight/find-orders.ts'
import { answerOversight, orderOversight } from './oversight/order-oversight.ts'
import { showOrders } from './oversight/show-orders.ts'
import { requireReader } from './require-reader.ts'

/** Dates become text, as the wire has them. */
const wire = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T
const nobody = '01920000-0000-7000-8000-000000000000'

export function routes(http: Http): void {
  http.get('/matters/:id/trace', {
    config: { may: 'matter.trace.read', example: { params: { id: nobody } } }, schema: { params: MatterParams, response: { 200: Trace } },
  }, (request) => request.read(async (deed) => {
    await requireReader(deed, request.params.id)
    return wire<Trace>(await matterTrace(deed, request.params.id, 'staff'))
  }))

  http.get('/trace/:token', {
    config: { may: 'link', example: { params: { token: 'AAAAAAAAAAAAAAAAAAAAAA' } } }, schema: { params: TokenParams, response: { 200: Trace } },
  }, (request) => request.read(async (deed) => {
    const id = await matterByToken(deed, request.params.token)
    if (id === null) throw notFound('matter.not_found')
    return wire<Trace>(await matterTrace(deed, id, 'public'))
  }))

  http.get('/matters/:id/actions', {
    config: { may: 'matter.trace.read', example: { params: { id: nobody } } }, schema: { params: MatterParams, response: { 200: Doables } },
  }, (request) => request.read(async (deed) => {
    await requireReader(deed, request.params.id)
    return wire({ items: await mayDo(deed, request.params.id) })
  }))

  http.get('/matters/:id/oversight-orders', {
    config: { may: 'matter.trace.read', example: { params: { id: nobody } } }, schema: { params: MatterParams, response: { 200: OrderList } },
  }, (request) => request.read(async (deed) => {
    await requireReader(deed, request.params.id)
    return wire({ items: await showOrders(deed, await findOrders(deed, { matterId: request.params.id })) })
  }))

  http.post('/matters/:id/oversight-orders', {
    config: { may: 'matter.oversight.order', idempotency: 'required', example: { params: { id: nobody }, body: { note: '请在三天内拿出办法', answerer: { unitId: '{unit}' }, limit: { amount: 3, unit: 'working_days' } } } },
    schema: { params: MatterParams, body: NewOrder, response: { 201: Order } },
  }, async (request, reply) => reply.code(201).send(await request.perform(async (deed) => {
    await requireReader(deed, request.params.id, 'matter.oversight.order')
    return wire((await showOrders(deed, [await orderOversight(deed, request.params.id, request.body)]))[0]!)
  })))

  http.post('/matters/:id/oversight-orders/:order/answer', {
    config: { may: 'matter.oversight.answer', idempotency: 'required', example: { params: { id: nobody, order: nobody }, body: { answer: '已换阀，恢复供水' } } },
    schema: { params: OrderParams, body: Answer, response: { 200: Order } },
  }, (request) => request.perform(async (deed) => wire((await showOrders(deed, [await answerOversight(deed, request.params.id, request.params.order, request.body.answer)]))[0]!)))

  http.get('/oversight-orders', { config: { may: 'matter.oversight.answer', example: {} }, schema: { response: { 200: OrderList } } },
    (request) => request.read(async (deed) => wire({ items: deed.actor.departmentId === null ? [] : await showOrders(deed, await findOrders(deed, { unitId: deed.actor.departmentId })) })))

  http.get('/oversight-orders/given', { config: { may: 'matter.oversight.order', example: {} }, schema: { response: { 200: OrderList } } },
    (request) => request.read(async (deed) => wire({ items: await showOrders(deed, await findOrders(deed, { orderedBy: deed.actor.id })) })))

  http.get('/matter-kinds', { config: { may: 'public', example: {} }, schema: { response: { 200: KindList } } }, (request) => request.read(async (deed) => ({ items: await findKinds(deed) })))

  http.get('/matter-kinds/:kind', { config: { may: 'matter.kind.edit', example: { params: { kind: 'incident' } } }, schema: { params: KindParams, response: { 200: KindShown } } },
    (request) => request.read((deed) => showKind(deed, request.params.kind)))

  http.post('/matter-kinds/:kind/draft', {
    config: { may: 'matter.kind.edit', idempotency: 'required', example: { params: { kind: 'example' }, body: { yaml: exampleKind } } }, schema: { params: KindParams, body: KindText, response: { 201: KindDrafted } },
  }, async (request, reply) => {
    const kind = readKind(request.params.kind, request.body.yaml)
    return reply.code(201).send(await request.perform((deed) => draftKind(deed, kind)))
  })

  http.post('/matter-kinds/:kind/approve', {
    config: { may: 'matter.kind.approve', idempotency: 'required', example: { params: { kind: 'example' } } }, schema: { params: KindParams, response: { 200: KindPublished } },
  }, (request) => request.perform((deed) => approveKind(deed, request.params.kind)))
}
