import type { Home } from '#base/home'
import { ckanRoutes } from './ckan/routes.ts'
import { copyRoutes } from './copy/routes.ts'
import { makeCopies } from './copy/make-copies.ts'
import { datasetRoutes } from './dataset/routes.ts'
import { loadDatasets } from './dataset/load-datasets.ts'
import { dcatRoutes } from './dcat/routes.ts'
import { keyRoutes } from './key/routes.ts'
import { loadSettings, warmSettings } from './open-settings.ts'
import { countUse } from './use/count-use.ts'
import { versionRoutes } from './version/routes.ts'

export const system: Home = {
  name: 'open-data',
  chinese: '公共数据开放',
  needs: ['exchange'],
  permissions: ['open_data.dataset.read', 'open_data.dataset.prepare', 'open_data.dataset.sign', 'open_data.dataset.publish', 'open_data.dataset.withdraw', 'open_data.dataset.read_all', 'open_data.key.make'],
  events: ['open_data.published', 'open_data.withdrawn'],
  routes: [datasetRoutes, versionRoutes, copyRoutes, ckanRoutes, dcatRoutes, keyRoutes],
  jobs: [{ name: 'open_data.make_copies', everySeconds: 30, perform: makeCopies }, { name: 'open_data.count_use', everySeconds: 15, perform: countUse }],
  seeds: [
    { file: 'open-data.yaml', schema: 'open-data', load: loadSettings },
    { file: 'catalogues/open-data/*.yaml', schema: 'open-datasets', load: loadDatasets },
  ],
  warm: warmSettings,
}
