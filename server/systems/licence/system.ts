import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { credentialKinds } from './credential-kinds.ts'
import { issuingRoutes } from './issuing-routes.ts'
import { drawDocuments } from './draw-documents.ts'
import { loadLicenceKinds } from './licence-kinds.ts'
import { makeOfds } from './ofd/make-ofd.ts'
import { routes } from './routes.ts'
import { licence } from './tables.ts'
import { holdings } from './licence-holdings.ts'

export { useOfdMaker } from './ofd/ofd-maker.ts'

export const system: Home = {
  name: 'licence',
  chinese: '电子证照',
  needs: ['account'],
  permissions: ['licence.licence.hold', 'licence.licence.issue', 'licence.licence.revoke'],
  events: ['licence.licence.issued', 'licence.licence.sealed', 'licence.licence.revoked'],
  listeners: [followMerge('licence', licence, [{ table: 'licence.licence', column: 'holder_id' }, { table: 'licence.look', column: 'agent_id' }])],
  routes: [routes, issuingRoutes],
  jobs: [{ name: 'licence.draw_documents', everySeconds: 5, perform: drawDocuments }, { name: 'licence.make_ofds', everySeconds: 10, perform: makeOfds }],
  seeds: [{ file: 'catalogues/licence-kinds.yaml', schema: 'licence-kinds', load: loadLicenceKinds }],
  contributions: [...credentialKinds, ...holdings],
}
