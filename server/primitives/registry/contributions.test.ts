import { afterAll, expect, test } from 'vitest'
import { contributedResource, useContributions } from './contributions.ts'
import type { CredentialKind } from './credential-kind.ts'
import type { DataResource } from './data-resource.ts'
import type { OwnList } from './own-list.ts'
import type { ScenarioList } from './scenario-list.ts'

const one: DataResource = { kind: 'resource', id: 'lamps.light', contract: { lamp: 'text' }, keys: ['lamp'], one: async () => [] }
const card: CredentialKind = { kind: 'credential', id: 'lamps.card', claims: { born: { number: 1, type: 'date' } }, facts: {}, days: 365, issuedBy: 'lamps' }
const list: ScenarioList = { kind: 'scenarios', id: 'lamps.list', named: async () => undefined }
const own: OwnList = { kind: 'own', id: 'lamps.own', of: 'lamp', page: async () => [] }
const home = (contributions: readonly Readonly<{ kind: string; id: string }>[]) => [{ name: 'lamps', chinese: '路灯', contributions }]
afterAll(() => useContributions([]))

test.each([
  ['twice', [one, one], /lamps\.light is contributed twice/],
  ['under another home\'s name', [{ ...one, id: 'water.light' }], /begins with its home's name/],
  ['of a kind that nobody reads', [{ kind: 'tide', id: 'lamps.tide' }], /'tide', which nobody reads/],
  ['with a key that it does not give', [{ ...one, keys: ['street'] }], /by street, which it does not give/],
  ['that says four things', [{ ...card, claims: Object.fromEntries([1, 2, 3, 4].map((number) => [`c${number}`, { number, type: 'text' }])) }], /more than three/],
  ['whose fact takes the number of a claim', [{ ...card, facts: { old: { number: 1, type: 'boolean', from: () => true } } }], /a number from 1 to 23 of its own/],
  ['with a name that fills the code', [{ ...card, id: 'lamps.a_card_for_every_single_lamp' }], /at most 24/],
  ['as a second list of scenarios', [list, { ...list, id: 'lamps.other' }], /lamps\.other is a second list of scenarios/],
  ['as a second list of what is one\'s own of a sort', [own, { ...own, id: 'lamps.other' }], /lamps\.other is a second list of 'lamp'/],
  ['with no key', [{ ...one, keys: [] }], /by nothing/],
])('what is contributed %s stops the start', (_, contributions, says) => expect(() => useContributions(home(contributions))).toThrow(says))

test('what is contributed is found by its name; another process\'s is forgotten', () => {
  useContributions(home([one]))
  expect(contributedResource('lamps.light')).toBe(one)
  useContributions([])
  expect(contributedResource('lamps.light')).toBeUndefined()
})
