import type { Http } from '#base/http'
import { notFound } from '#base/errors'
import { advance } from '#primitives/matter'
import { ComplaintId, Complaints, NotedStep, OpenComplaint, OpenedComplaint, ReasonedStep, SettledComplaint, Step } from '../contract.ts'
import { governance } from '../tables.ts'
import { findComplaints } from './find-complaints.ts'
import { openComplaint } from './open-complaint.ts'

const params = { complaintId: '01930000-0000-7000-8000-000000000000' }
export const complaintPermissions = ['governance.complaint.open', 'governance.complaint.answer']
/** Bound by code; the kind says the rest. */
export const complaintActions = ['assign', 'withdraw', 'answer', 'dispute', 'settle']
const steps = [
  { action: 'answer', may: 'governance.complaint.answer', body: NotedStep, example: { note: '已与街道协商，调整班次' } },
  { action: 'withdraw', may: 'governance.complaint.open', body: Step, example: {} },
  { action: 'dispute', may: 'governance.complaint.open', body: ReasonedStep, example: { reason: '班次没有变' } },
  { action: 'settle', may: 'governance.complaint.open', body: Step, example: {} },
] as const

export function complaintRoutes(http: Http): void {
  http.post('/governance/complaints', {
    config: { may: 'governance.complaint.open', idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-00000000000d', words: '连续三周没有休息日' } } },
    schema: { body: OpenComplaint, response: { 201: OpenedComplaint } },
  }, (request) => request.perform((deed) => openComplaint(deed, request.body)))

  for (const may of complaintPermissions)
    http.get(may === 'governance.complaint.open' ? '/governance/complaints/mine' : '/governance/complaints', {
      config: { may, example: {} }, schema: { response: { 200: Complaints } },
    }, (request) => request.read(findComplaints))

  for (const { action, may, body, example } of steps)
    http.post(`/governance/complaints/:complaintId/${action}`, {
      config: { may, idempotency: 'optional', example: { params, body: example } },
      schema: { params: ComplaintId, body, response: { 200: SettledComplaint } },
    }, (request) => request.perform(async (deed) => {
      const seen = await governance(deed.tx).selectFrom('governance.worker_complaint').select('id').where('id', '=', request.params.complaintId).executeTakeFirst()
      if (!seen) throw notFound('governance.complaint_unknown')
      const { id, state, version } = await advance(deed, request.params.complaintId, action, request.body as { note?: string; reason?: string; version?: number })
      return { id, state, version }
    }))
}
