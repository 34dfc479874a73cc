import type { Http } from '#base/http'
import { Chart, ChartQuery, Dataset, DatasetName, DatasetPage, DatasetSearch, Licences, OpenCounts, Points, RowsPage, RowsQuery } from '../contract.ts'
import { chartRows, previewRows, pointRows } from '../row/preview-rows.ts'
import { openSettings } from '../open-settings.ts'
import { aMinute, countCall } from '../use/count-call.ts'
import { noteUse } from '../use/count-use.ts'
import { countDatasets } from './count-datasets.ts'
import { findDatasets } from './find-datasets.ts'
import { showDataset } from './show-dataset.ts'

const params = { name: 'divisions' }
const may = 'public'
const rateLimit = { max: 600, timeWindow: 60_000 }

/** What everybody reads, without a login. */
export function datasetRoutes(http: Http): void {
  http.get('/open-data/datasets', {
    config: { may, example: { query: { q: '区划', limit: 20 } }, rateLimit },
    schema: { querystring: DatasetSearch, response: { 200: DatasetPage } },
  }, (request) => request.read((deed) => findDatasets(deed, request.query)))

  http.get('/open-data/counts', { config: { may, example: {}, rateLimit }, schema: { response: { 200: OpenCounts } } }, (request) => request.read(countDatasets))

  http.get('/open-data/licences', { config: { may, example: {}, rateLimit }, schema: { response: { 200: Licences } } }, (request) => request.read(async (deed) => ({ items: (await openSettings(deed)).licences.map(({ code, name, text, url }) => ({ code, name, text, url })) })))

  http.get('/open-data/datasets/:name', {
    config: { may, example: { params }, rateLimit },
    schema: { params: DatasetName, response: { 200: Dataset } },
  }, (request) => request.read(async (deed) => {
    const shown = await showDataset(deed, request.params.name)
    await noteUse(deed, shown.dataset.id, 'view')
    return shown
  }))

  http.get('/open-data/datasets/:name/rows', {
    config: { may, example: { params, query: { limit: 20 } }, rateLimit: aMinute },
    schema: { params: DatasetName, querystring: RowsQuery, response: { 200: RowsPage } },
  }, async (request) => {
    await countCall(request)
    return request.read((deed) => previewRows(deed, request.params.name, request.query))
  })

  http.get('/open-data/datasets/:name/chart', {
    config: { may, example: { params, query: { by: '级别' } }, rateLimit: aMinute },
    schema: { params: DatasetName, querystring: ChartQuery, response: { 200: Chart } },
  }, async (request) => {
    await countCall(request)
    return request.read((deed) => chartRows(deed, request.params.name, request.query))
  })

  http.get('/open-data/datasets/:name/points', {
    config: { may, example: { params }, rateLimit: aMinute },
    schema: { params: DatasetName, response: { 200: Points } },
  }, async (request) => {
    await countCall(request)
    return request.read((deed) => pointRows(deed, request.params.name))
  })
}
