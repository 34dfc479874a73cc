import { Type } from 'typebox'
import type { Http } from '#base/http'
import { AskCopy, Copies, CopyId, CopyRow } from '../contract.ts'
import { askCopy, findCopies } from './ask-copy.ts'
import { takeCopy } from './take-copy.ts'

const may = 'my_data.copy.take'
const id = '01930000-0000-7000-8000-0000000dc001'

export function copyRoutes(http: Http): void {
  http.get('/my-data/copies', { config: { may, example: {} }, schema: { response: { 200: Copies } } }, (request) => request.read(async (deed) => ({ items: await findCopies(deed) })))
  http.post('/my-data/copies', {
    config: { may, idempotency: 'optional', example: { body: { id } } }, schema: { body: AskCopy, response: { 201: CopyRow } },
  }, (request) => request.perform((deed) => askCopy(deed, request.body)))
  // a POST, since taking it leaves a leaf
  http.post('/my-data/copies/:id/take', {
    config: { may, idempotency: 'none', example: { params: { id } } }, schema: { params: CopyId, response: { 200: Type.Any({ description: 'application/zip' }) } },
  }, async (request, reply) => {
    const bytes = await request.perform((deed) => takeCopy(deed, request.params.id))
    return reply.type('application/zip').headers({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="my-data.zip"', 'x-content-type-options': 'nosniff' }).send(bytes)
  })
}
