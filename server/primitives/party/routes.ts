import type { Http } from '#base/http'
import {
  FillPost, LookedUp, LookUp, OwnPerson, Person, PersonParams, Post, PostList, PostParams, PostQuery, PurposeList, PurposeQuery, SetNetworkPost, Unit, UnitList, UnitParams, UnitQuery, Unmask, Unmasked,
} from './contract.ts'
import { fillPost } from './unit/fill-post.ts'
import { findPersonByNumber } from './person/find-person-by-number.ts'
import { postsOf } from './unit/find-posts.ts'
import { requireUnit, searchUnits } from './unit/find-unit.ts'
import { maskedPerson, ownPerson } from './person/masked-person.ts'
import { purposes } from './person/purposes.ts'
import { setNetworkPost } from './unit/set-network-post.ts'
import { requireUnitInScope, unitScopes } from './unit/unit-scope.ts'
import { unmask } from './person/unmask.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

export function routes(http: Http): void {
  http.get('/units', {
    config: { may: 'public', example: { query: { q: '水务' } } },
    schema: { querystring: UnitQuery, response: { 200: UnitList } },
  }, (request) => request.read(async (deed) => {
    const { q, under, role, level, limit } = request.query
    return { items: await searchUnits(deed, { text: q, role, level, limit, ...(await unitScopes(deed, under)) }) }
  }))

  http.get('/units/:unitId', {
    config: { may: 'public', example: { params: { unitId: 'city-water' } } },
    schema: { params: UnitParams, response: { 200: Unit } },
  }, (request) => request.read((deed) => requireUnit(deed, request.params.unitId)))

  http.get('/units/:unitId/posts', {
    config: { may: 'party.post.read', example: { params: { unitId: 'city-water' } } },
    schema: { params: UnitParams, querystring: PostQuery, response: { 200: PostList } },
  }, (request) => request.read(async (deed) => {
    const unit = await requireUnitInScope(deed, request.params.unitId)
    const posts = await postsOf(deed, unit.id, request.query.role)
    return { items: posts.map(({ personId, ...post }) => ({ ...post, vacant: personId === null })) }
  }))

  http.post('/units/:unitId/network-post', {
    config: { may: 'party.unit.manage', idempotency: 'required', example: { params: { unitId: 'city-water' }, body: { networkPost: 'attached' } } },
    schema: { params: UnitParams, body: SetNetworkPost, response: { 200: Unit } },
  }, (request) => request.perform((deed) => setNetworkPost(deed, request.params.unitId, request.body.networkPost)))

  http.post('/posts/:postId/fill', {
    config: { may: 'party.unit.manage', idempotency: 'required', example: { params: { postId: nobody }, body: { personId: null } } },
    schema: { params: PostParams, body: FillPost, response: { 200: Post } },
  }, (request) => request.perform(async (deed) => {
    const { personId, ...post } = await fillPost(deed, request.params.postId, request.body.personId)
    return { ...post, vacant: personId === null }
  }))

  http.get('/me/person', { config: { may: 'public', example: {} }, schema: { response: { 200: OwnPerson } } }, (request) => request.read(ownPerson))

  // Public: whoever is shown for what their number was looked at must be able to read it.
  http.get('/purposes', { config: { may: 'public', example: { query: { ended: true } } }, schema: { querystring: PurposeQuery, response: { 200: PurposeList } } },
    (request) => request.read(async (deed) => ({ items: await purposes(deed, request.query) })))

  http.get('/persons/:personId', {
    config: { may: 'party.person.read', example: { params: { personId: nobody } } },
    schema: { params: PersonParams, response: { 200: Person } },
  }, (request) => request.read((deed) => maskedPerson(deed, request.params.personId)))

  http.post('/persons/:personId/unmask', {
    config: { may: 'party.field.unmask', idempotency: 'none', example: { params: { personId: nobody }, body: { fields: ['phone'], purpose: 'ask_reporter' } } },
    schema: { params: PersonParams, body: Unmask, response: { 200: Unmasked } },
  }, (request) => request.perform((deed) => unmask(deed, request.params.personId, request.body.fields, request.body.purpose, request.body.about)))

  // A number travels in a body, never in an address that a log keeps.
  http.post('/persons/lookup', {
    config: { may: 'party.person.lookup', idempotency: 'none', example: { body: { number: '110105194912310021', purpose: 'identify_at_counter' } } },
    schema: { body: LookUp, response: { 200: LookedUp } },
  }, (request) => request.perform(async (deed) => ({ person: await findPersonByNumber(deed, request.body.number, request.body.purpose) })))
}
