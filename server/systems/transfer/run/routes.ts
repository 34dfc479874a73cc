import type { Deed } from '#base/deed'
import type { Http } from '#base/http'
import { DecideDrift, JobId, RejectFilter, Rejects, RunId, StartRun, SteeredRun } from '../contract.ts'
import { findRejects } from './find-rejects.ts'
import { cancelRun, decideDrift, pauseRun, resumeRun, startRun } from './steer-run.ts'

const manage = 'transfer.job.manage'
const params = { runId: '01930000-0000-7000-8000-00000000f002' }

export function runRoutes(http: Http): void {
  http.post('/transfer/jobs/:jobId/runs', {
    config: { may: manage, idempotency: 'optional', example: { params: { jobId: '01930000-0000-7000-8000-00000000f001' }, body: { id: params.runId } } },
    schema: { params: JobId, body: StartRun, response: { 201: SteeredRun } },
  }, (request) => request.perform((deed) => startRun(deed, request.params.jobId, request.body)))

  const steps: Readonly<Record<string, (deed: Deed, id: string) => Promise<SteeredRun>>> = { pause: pauseRun, resume: resumeRun, cancel: cancelRun }
  for (const [step, perform] of Object.entries(steps)) {
    http.post(`/transfer/runs/:runId/${step}`, {
      config: { may: manage, idempotency: 'optional', example: { params } },
      schema: { params: RunId, response: { 200: SteeredRun } },
    }, (request) => request.perform((deed) => perform(deed, request.params.runId)))
  }

  http.post('/transfer/runs/:runId/drift', {
    config: { may: manage, idempotency: 'optional', example: { params, body: { decision: 'accept' } } },
    schema: { params: RunId, body: DecideDrift, response: { 200: SteeredRun } },
  }, (request) => request.perform((deed) => decideDrift(deed, request.params.runId, request.body)))

  http.get('/transfer/runs/:runId/rejects', {
    config: { may: manage, example: { params } },
    schema: { params: RunId, querystring: RejectFilter, response: { 200: Rejects } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => findRejects(deed, request.params.runId, request.query))
  })
}
