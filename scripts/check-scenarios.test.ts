import { expect, test } from 'vitest'
import { cityNamed } from './check-city.ts'
import { checkScenarios } from './city/check-scenarios.ts'

const county = cityNamed('sample-county')
const path = 'scenarios/data-ready.yaml'
type Line = { id: string; name: string; lead: string; state: string; basis?: string; resources?: { code: string; by: string; fields: string[] }[]; matter_kinds?: string[]; rules?: string[] }
/** Faults of the county with its first scenario changed. */
const faultsWith = (change: (one: Line) => void): string[] => {
  const file = county.files.get(path)!
  const content = structuredClone(file.content) as { scenarios: Line[] }
  change(content.scenarios[0]!)
  return checkScenarios({ ...county, files: new Map([...county.files, [path, { ...file, content }]]) }).map(({ line, says }) => `${line} ${says}`)
}
const first = (one: Line) => one.resources![0]!

test.each<[string, (one: Line) => void, RegExp]>([
  ['leans on an entry that is not there', (one) => { first(one).code = '999999999999' }, /^3 高龄津贴: the catalogue has no entry 999999999999$/],
  ['asks for a field that is not there', (one) => { first(one).fields = ['shoe_size'] }, /has no field shoe_size/],
  ['asks by what is no key', (one) => { first(one).by = 'name' }, /has no key name/],
  ['asks for what the law forbids to share', (one) => { Object.assign(first(one), { code: '307012000402', by: 'adopter_number', fields: ['registered_on'] }) }, /收养登记信息 is not shared/],
  ['asks its lead\'s own', (one) => { one.lead = 'city-police' }, /nobody asks oneself/],
  ['names no data', (one) => { delete one.resources }, /is called ready and names no data/],
  ['names no duty', (one) => { delete one.basis }, /names no duty in law/],
  ['is planned and promises', (one) => { one.state = 'planned' }, /is planned and names what it uses/],
  ['is done by a kind that is not there', (one) => { one.matter_kinds = ['adoption'] }, /there is no matter kind adoption/],
  ['leans on a rule that is not there', (one) => { Object.assign(one, { matter_kinds: ['incident'], rules: ['tides'] }) }, /there is no rule table tides/],
  ['has rules that decide in nothing', (one) => { one.rules = ['dispatch'] }, /and no matter kind in which they would/],
  ['has another\'s name', (one) => { one.name = '居住证' }, /the name is another's/],
  ['is nobody\'s', (one) => { one.lead = 'city-navy' }, /no unit city-navy/],
])('the check of scenarios fails when one %s', (_, change, says) => expect(faultsWith(change)).toContainEqual(expect.stringMatching(says)))
test('and as they are, they hold', () => expect(checkScenarios(county)).toEqual([]))
