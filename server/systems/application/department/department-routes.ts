import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { make, read, readSystems, review } from '../application-actions.ts'
import { ApplicationId, DepartmentMessageId, DepartmentStatus, DepartmentSystemCode, DepartmentSystemsShown, DepartmentTraffic } from '../contract.ts'
import { asApplicant } from '../proxy/as-applicant.ts'
import { findDepartmentSystems, settleStatus } from './find-systems.ts'
import { pushParked, returnToApplicant } from './mend-push.ts'
import { receiveStatus } from './receive-status.ts'
import { resultDocument, showTraffic } from './show-traffic.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001' }
const status = { id: 'S-1', number: '2611250000017', sequence: 1, code: '10', at: '2026-11-25T02:00:00Z' }

/** What goes to departments' own systems and comes from them. */
export async function departmentRoutes(http: Http): Promise<void> {
  await http.register(async (scoped) => calledBack(scoped as unknown as Http))

  http.get('/application/desk/applications/:applicationId/department', {
    config: { may: read, example: { params } },
    schema: { params: ApplicationId, response: { 200: DepartmentTraffic } },
  }, (request) => request.read((deed) => showTraffic(deed, request.params.applicationId)))

  for (const [path, step] of [['push-again', pushParked], ['return-to-applicant', returnToApplicant]] as const)
    http.post(`/application/desk/applications/:applicationId/department/${path}`, { config: { may: review, idempotency: 'optional', example: { params } }, schema: { params: ApplicationId } },
      async (request, reply) => { await request.perform((deed) => step(deed, request.params.applicationId)); return reply.code(204).send() })

  http.get('/application/applications/:applicationId/result', {
    config: { may: make, example: { params } },
    schema: { params: ApplicationId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => asApplicant(resultDocument, { counts: false })(deed, request.params.applicationId))))

  http.get('/application/department-systems', { config: { may: readSystems, example: {} }, schema: { response: { 200: DepartmentSystemsShown } } }, (request) => request.read(findDepartmentSystems))

  http.post('/application/department-systems/messages/:messageId/settle', {
    config: { may: readSystems, idempotency: 'optional', example: { params: { messageId: params.applicationId } } }, schema: { params: DepartmentMessageId },
  }, async (request, reply) => { await request.perform((deed) => settleStatus(deed, request.params.messageId)); return reply.code(204).send() })
}

/** The signature is over the bytes as they came: they are kept beside what they say. */
function calledBack(http: Http): void {
  const bytes = new WeakMap<FastifyRequest, string>()
  const parse = http.getDefaultJsonParser('error', 'error')
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 100_000 }, (request, body, done) => { bytes.set(request as FastifyRequest, body as string); return parse(request, body as string, done) })

  http.post('/application/department-systems/:system/statuses', {
    config: { may: 'public', idempotency: 'none', example: { params: { system: 'social-insurance' }, body: status }, rateLimit: { max: 600, timeWindow: 60_000 } },
    schema: { params: DepartmentSystemCode, body: DepartmentStatus },
  }, async (request, reply) => {
    const signature = String(request.headers['haihe-signature'] ?? '')
    await request.perform((deed) => receiveStatus(deed, { system: request.params.system, signature, body: bytes.get(request as unknown as FastifyRequest) ?? '', status: request.body }))
    return reply.code(204).send()
  })
}
