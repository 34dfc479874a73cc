import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { formActions, formPermissions } from './form-steps.ts'
import { loadSettings } from './form-settings.ts'
import { routes } from './routes.ts'

bindKind({ kind: 'form_review', actions: formActions, states: ['reviewing', 'in_force'], limits: ['force'] })

export const system: Home = {
  name: 'one-form',
  chinese: '一表通',
  needs: ['exchange'],
  permissions: [...formPermissions],
  events: ['one_form.submitted', 'one_form.decided'],
  routes: [routes],
  seeds: [{ file: 'catalogues/column-synonyms.yaml', schema: 'column-synonyms', load: loadSettings }],
}
