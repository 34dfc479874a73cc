import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { bindKind } from '#primitives/matter'
import { ckanRoutes } from './ckan/routes.ts'
import { copyRoutes } from './copy/routes.ts'
import { makeCopies } from './copy/make-copies.ts'
import { datasetRoutes } from './dataset/routes.ts'
import { loadDatasets } from './dataset/load-datasets.ts'
import { dcatRoutes } from './dcat/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { keyRoutes } from './key/routes.ts'
import { loadSettings, warmSettings } from './open-settings.ts'
import { showcaseRoutes } from './showcase/routes.ts'
import { forgetAddresses } from './use/count-call.ts'
import { countUse } from './use/count-use.ts'
import { versionRoutes } from './version/routes.ts'
import { wishRoutes } from './wish/routes.ts'
import { wishActions, wishPermissions } from './wish/wish-steps.ts'
import { openData } from './tables.ts'
import { holdings } from './open-data-holdings.ts'

bindKind({ kind: 'open_data_request', actions: wishActions })

export const system: Home = {
  name: 'open-data',
  chinese: '公共数据开放',
  needs: ['exchange'],
  permissions: ['open_data.dataset.read', 'open_data.dataset.prepare', 'open_data.dataset.sign', 'open_data.dataset.publish', 'open_data.dataset.withdraw', 'open_data.dataset.read_all', 'open_data.key.make', 'open_data.feedback.give', 'open_data.feedback.answer', ...wishPermissions, 'open_data.showcase.submit', 'open_data.showcase.review'],
  events: ['open_data.published', 'open_data.withdrawn', 'open_data.feedback_given', 'open_data.feedback_answered', 'open_data.wish_asked', 'open_data.wish_answered', 'open_data.showcase_submitted'],
  listeners: [followMerge('open_data', openData, [{ table: 'open_data.feedback', column: 'person_id' }, { table: 'open_data.key', column: 'person_id' }, { table: 'open_data.showcase', column: 'person_id' }, { table: 'open_data.wish', column: 'person_id' }])],
  routes: [datasetRoutes, versionRoutes, copyRoutes, ckanRoutes, dcatRoutes, keyRoutes, feedbackRoutes, wishRoutes, showcaseRoutes],
  jobs: [{ name: 'open_data.make_copies', everySeconds: 30, perform: makeCopies }, { name: 'open_data.count_use', everySeconds: 15, perform: countUse }, { name: 'open_data.forget_addresses', everySeconds: 3600, perform: forgetAddresses }],
  seeds: [
    { file: 'open-data.yaml', schema: 'open-data', load: loadSettings },
    { file: 'catalogues/open-data/*.yaml', schema: 'open-datasets', load: loadDatasets },
  ],
  warm: warmSettings,
  contributions: holdings,
}
