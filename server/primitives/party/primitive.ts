import type { Home } from '#base/home'
import { indexNumbers } from './person/index-numbers.ts'
import { loadDepartments } from './unit/load-departments.ts'
import { loadIdentityAreas } from './number/load-identity-areas.ts'
import { loadPeople } from './cast/load-people.ts'
import { loadPosts } from './unit/load-posts.ts'
import { loadPurposes } from './person/purposes.ts'
import { followMerge } from './person/follow-merge.ts'
import { routes } from './routes.ts'
import { party } from './tables.ts'
import { registeredPerson } from './person/registered-person.ts'
import { unitIndex } from './unit/unit-index.ts'
import { holdings } from './party-holdings.ts'

export const primitive: Home = {
  name: 'party',
  chinese: '人和单位',
  permissions: ['party.person.read', 'party.field.unmask', 'party.person.lookup', 'party.post.read', 'party.unit.manage'],
  events: ['party.person_registered', 'party.person_changed', 'party.person_merged', 'party.firm_registered', 'party.post_filled', 'party.network_post_set'],
  routes: [routes],
  listeners: [followMerge('party', party, [{ table: 'party.person_tie', column: 'person_id', unique: ['division_path', 'department_id'] }])],
  jobs: [{ name: 'party.index_numbers', everySeconds: 300, perform: indexNumbers }],
  seeds: [
    { file: 'identity-areas.csv', schema: 'identity-areas', optional: true, load: loadIdentityAreas },
    { file: 'purposes.yaml', schema: 'purposes', load: loadPurposes },
    { file: 'departments.csv', schema: 'departments', load: loadDepartments },
    { file: 'posts.yaml', schema: 'posts', optional: true, load: loadPosts },
    { file: 'people.yaml', schema: 'people', demo: true, load: loadPeople },
  ],
  contributions: [registeredPerson, ...holdings],
  async warm(deed) {
    await unitIndex(deed, true)
  },
}
