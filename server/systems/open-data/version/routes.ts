import type { Http } from '#base/http'
import { ChangeDataset, CreateDataset, CreatedDataset, DatasetName, DeskDataset, DeskDatasets, DeskQuery, Done, Draft, LoadQuery, PublishDataset, PublishedDataset, SignDraft, WithdrawDataset } from '../contract.ts'
import { changeDataset, createDataset } from '../dataset/create-dataset.ts'
import { findDeskDatasets, showDeskDataset } from '../dataset/desk-datasets.ts'
import { requireOwnDataset } from '../dataset/require-dataset.ts'
import { loadFile } from './load-file.ts'
import { publishDataset } from './publish-dataset.ts'
import { takeSentFile } from './read-sent-file.ts'
import { signDraft } from './sign-draft.ts'
import { takeEntryRows } from './take-entry-rows.ts'
import { withdrawDataset } from './withdraw-dataset.ts'

const params = { name: 'divisions' }
const draft = '01930000-0000-7000-8000-00000000d001'
const at = '/open-data/desk/datasets'
const [prepare, sign, publish, withdraw] = ['prepare', 'sign', 'publish', 'withdraw'].map((what) => `open_data.dataset.${what}`) as [string, string, string, string]
const settings = { title: '街镇名录', summary: '全市街镇的名称和代码', theme: '城建住房', tags: ['区划'], cycle: 'yearly', licence: 'attribution', scope: '全市', grade: 1, aboutPeople: false, quasi: [], columns: [] }

/** The desk: from a file to the public, through the gate. */
export function versionRoutes(http: Http): void {
  http.get(at, { config: { may: 'open_data.dataset.read', example: {} }, schema: { querystring: DeskQuery, response: { 200: DeskDatasets } } }, (request) => request.read((deed) => findDeskDatasets(deed, request.query)))

  http.post(at, {
    config: { may: prepare, idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-00000000d000', name: 'street-names', ...settings } } },
    schema: { body: CreateDataset, response: { 201: CreatedDataset } },
  }, (request) => request.perform((deed) => createDataset(deed, request.body)))

  http.get(`${at}/:name`, { config: { may: 'open_data.dataset.read', example: { params } }, schema: { params: DatasetName, response: { 200: DeskDataset } } }, (request) => request.read((deed) => showDeskDataset(deed, request.params.name)))

  http.put(`${at}/:name`, {
    config: { may: prepare, idempotency: 'optional', example: { params, body: settings } },
    schema: { params: DatasetName, body: ChangeDataset, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await changeDataset(deed, request.params.name, request.body); return { done: true } }))

  http.post(`${at}/:name/file`, {
    config: { may: prepare, idempotency: 'none', example: { params, headers: { 'content-type': 'multipart/form-data' } }, rateLimit: { max: 60, timeWindow: 60_000 } },
    schema: { params: DatasetName, querystring: LoadQuery, response: { 200: Draft } },
  }, async (request) => {
    await request.read((deed) => requireOwnDataset(deed, request.params.name)) // before a large file comes for nothing
    const file = await takeSentFile(request, request.query)
    try {
      return await request.perform((deed) => loadFile(deed, request.params.name, file))
    } finally {
      await file.forget()
    }
  })

  http.post(`${at}/:name/entry-rows`, {
    config: { may: prepare, idempotency: 'none', example: { params }, rateLimit: { max: 60, timeWindow: 60_000 } },
    schema: { params: DatasetName, response: { 200: Draft } },
  }, async (request) => {
    const file = await request.read((deed) => takeEntryRows(deed, request.params.name))
    try {
      return await request.perform((deed) => loadFile(deed, request.params.name, file))
    } finally {
      await file.forget()
    }
  })

  http.post(`${at}/:name/sign`, {
    config: { may: sign, idempotency: 'optional', example: { params, body: { draft, note: '公开资料，没有个人信息，可以开放' } } },
    schema: { params: DatasetName, body: SignDraft, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await signDraft(deed, request.params.name, request.body); return { done: true } }))

  http.post(`${at}/:name/publish`, {
    config: { may: publish, idempotency: 'optional', example: { params, body: { draft, change: '补上新设的街道' } } },
    schema: { params: DatasetName, body: PublishDataset, response: { 200: PublishedDataset } },
  }, (request) => request.perform((deed) => publishDataset(deed, request.params.name, request.body)))

  http.post(`${at}/:name/withdraw`, {
    config: { may: withdraw, idempotency: 'optional', example: { params: { name: 'no-such-dataset' }, body: { reason: '数据有误，改正后重新开放' } } },
    schema: { params: DatasetName, body: WithdrawDataset, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await withdrawDataset(deed, request.params.name, request.body.reason); return { done: true } }))
}
