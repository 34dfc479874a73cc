import type { Http } from '#base/http'
import { DeadlineQuery, ExplainedDeadline, TableList, TableDrafted, TableParams, TablePublished, TableShown, TableText } from './contract.ts'
import { approveTable, draftTable } from './approve-table.ts'
import { deadline } from './deadline-now.ts'
import type { Explained } from './explain-deadline.ts'
import { findTables, showTable } from './find-tables.ts'
import { readTable } from './read-table.ts'

const example = `table: example
name: 示例
source: { title: 平台方案, channel: platform, since: 2026-01-01 }
effective_from: 2026-01-01
inputs: { urgent: { name: 紧急, type: boolean } }
outcome: { receive: { name: 签收, type: limit } }
rows: [{ row: 1, when: { urgent: true }, then: { receive: { amount: 15, unit: minutes } }, because: 紧急的十五分钟内签收 }]
examples: [{ given: { urgent: true }, expect: { row: 1 } }]
`

export function routes(http: Http): void {
  http.get('/rules', { config: { may: 'rule.table.read', example: {} }, schema: { response: { 200: TableList } } },
    (request) => request.read(async (deed) => ({ items: await findTables(deed) })))

  http.get('/rules/:table', { config: { may: 'rule.table.read', example: { params: { table: 'receive_limits' } } }, schema: { params: TableParams, response: { 200: TableShown } } },
    (request) => request.read((deed) => showTable(deed, request.params.table)))

  http.post('/rules/:table/draft', {
    config: { may: 'rule.table.edit', idempotency: 'required', example: { params: { table: 'example' }, body: { yaml: example } } },
    schema: { params: TableParams, body: TableText, response: { 201: TableDrafted } },
  }, async (request, reply) => {
    const table = readTable(request.params.table, request.body.yaml)
    return reply.code(201).send(await request.perform((deed) => draftTable(deed, table)))
  })

  http.post('/rules/:table/approve', {
    config: { may: 'rule.table.approve', idempotency: 'required', example: { params: { table: 'example' } } },
    schema: { params: TableParams, response: { 200: TablePublished } },
  }, (request) => request.perform((deed) => approveTable(deed, request.params.table)))

  http.get('/deadlines/explain', {
    config: { may: 'public', example: { query: { from: '2026-02-12T10:00:00+08:00', amount: '5', unit: 'working_days' } } },
    schema: { querystring: DeadlineQuery, response: { 200: ExplainedDeadline } },
  }, (request) => request.read(async (deed) => shown((await deadline(deed, { ...request.query, from: new Date(request.query.from) })).explain())))
}

const shown = (said: Explained) => ({
  ...said, from: said.from.toISOString(), dueAt: said.dueAt.toISOString(), hours: said.hours && [...said.hours],
  pauses: said.pauses.map(({ from, to, workingMinutes }) => ({ from: from.toISOString(), to: to && to.toISOString(), workingMinutes })),
})
