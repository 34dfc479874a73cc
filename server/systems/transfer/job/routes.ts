import type { Http } from '#base/http'
import { connectorsHere } from '../connectors-here.ts'
import { ChangeJob, JobFilter, JobId, SavedJob, SetUpJob, TransferJobDetail, TransferJobs, TransferKinds, type SetUpJob as Asked } from '../contract.ts'
import { changeJob, endJob } from './change-job.ts'
import { findJobs } from './find-jobs.ts'
import { setUpJob } from './set-up-job.ts'
import { showJob } from './show-job.ts'

const read = 'transfer.job.read'
const manage = 'transfer.job.manage'
const params = { jobId: '01930000-0000-7000-8000-00000000f001' }
const body: Asked = { id: params.jobId, name: '社会组织登记信息', resource: '307012000301', kind: 'postgres', url: 'postgres://haihe@db.example.org/register', table: 'public.organisation', secret: 'not-a-password', mode: 'full', everyMinutes: 1440 }

export function jobRoutes(http: Http): void {
  http.get('/transfer/kinds', { config: { may: manage, example: {} }, schema: { response: { 200: TransferKinds } } }, () => Promise.resolve({ kinds: Object.keys(connectorsHere()) as TransferKinds['kinds'] }))

  http.get('/transfer/jobs', { config: { may: read, example: {} }, schema: { querystring: JobFilter, response: { 200: TransferJobs } } }, (request) => request.read((deed) => findJobs(deed, request.query)))

  http.get('/transfer/jobs/:jobId', { config: { may: read, example: { params } }, schema: { params: JobId, response: { 200: TransferJobDetail } } }, (request) => request.read((deed) => showJob(deed, request.params.jobId)))

  http.post('/transfer/jobs', { config: { may: manage, idempotency: 'optional', example: { body } }, schema: { body: SetUpJob, response: { 201: SavedJob } } }, (request) => request.perform((deed) => setUpJob(deed, request.body)))

  http.post('/transfer/jobs/:jobId/change', {
    config: { may: manage, idempotency: 'optional', example: { params, body: { version: 1, everyMinutes: 60 } } },
    schema: { params: JobId, body: ChangeJob, response: { 200: SavedJob } },
  }, (request) => request.perform((deed) => changeJob(deed, request.params.jobId, request.body)))

  http.post('/transfer/jobs/:jobId/end', {
    config: { may: manage, idempotency: 'optional', example: { params } },
    schema: { params: JobId, response: { 200: SavedJob } },
  }, (request) => request.perform((deed) => endJob(deed, request.params.jobId)))
}
