import { describe, expect, test } from 'vitest'
import { cityNamed } from './check-city.ts'
import { filesUnder, rowsOf } from './city/city-files.ts'
import { faultsWith, lineOf } from './testing/faults-with.ts'

const of = (unit: string): string => `catalogues/data-resources/${unit}.yaml`
const marriages = of('city-civil-affairs')
const wrong: [why: string, path: string, from: string | RegExp, to: string, says: RegExp][] = [
  ['personal data would be shared with everyone', marriages, 'share: conditional', 'share: unconditional', /婚姻登记信息: Personal data are never shared without conditions/],
  ['an identity number is graded too low', marriages, 'required: true, key: true, grade: 4', 'required: true, key: true, grade: 2', /男方证件号: Identity numbers, health, bank cards and whereabouts are of grade 4/],
  ['a share type rests on no law', marriages, / {4}share_basis: 《婚姻.*\n/, '', /Conditional and forbidden entries name their article of law/],
  ['an entry says that it holds nobody', marriages, 'personal: true', 'personal: false', /A field is personal, so the entry holds personal data/],
  ['a code is too short', marriages, "'307012000214'", "'30701200021'", /resources\.0\.code must match pattern/],
  ['a name has a full-width blank', marriages, '婚姻登记信息', '婚姻登记信息　一', /resources\.0\.name must match pattern/],
  ['a theme is a word of its own', of('city-water'), 'theme: 生态环境', 'theme: 河流', /resources\.0\.theme must be equal to one of the allowed values/],
  ['the basis is no law', marriages, '《婚姻登记条例》第四条', '民政局规定', /share_basis must match pattern/],
  ['two entries have one code', of('city-police'), "'307005000002'", "'101005000001'", /code 101005000001 is that of city-police 人口基础信息/],
  ['a name was filled down in one unit', of('city-police'), 'name: 流动人口居住登记', 'name: 人口基础信息', /city-police has two entries named 人口基础信息/],
  ['the source department is not there', of('city-fire'), 'unit: city-fire', 'unit: city-navy', /departments\.csv has no unit city-navy/],
  ['a base library has no entry', of('city-market'), /'104007000003'([^]*?)\n {4}library: credit/, "'307007000003'$1", /no entry belongs to the base library credit/],
  ['an entry of class 1 is in no library', of('city-fire'), '    library: space\n', '', /an entry of class 1 基础 belongs to a library/],
  ['a code says another library', of('city-fire'), "'103006000001'", "'105006000001'", /digits 2 and 3 of library space are 03/],
  ['a code says another theme', marriages, "'216012000501'", "'217012000501'", /digits 2 and 3 of theme 社会救助 are 16/],
  ['a code has the digits of another unit', of('city-fire'), "'103006000001'", "'103005000001'", /digits 4 to 6 of its codes, 005, are those of city-\w+/],
  ['a unit has two numbers', of('city-hotline-centre'), "'307009000002'", "'307010000002'", /热线来电人信息: digits 4 to 6 of a code of city-hotline-centre are 009/],
  ['a condition is not said', of('city-fire'), / {4}share_condition: .*\n/, '', /消火栓和取水点信息: Conditional, but no condition is named/],
  ['unconditional sharing has a condition', of('city-network-information'), 'share: unconditional\n', 'share: unconditional\n    share_condition: 须申请\n', /Not conditional, so it has no condition/],
  ['what is forbidden has a way', of('city-hotline-centre'), 'modes: []', 'modes: [query]', /Forbidden, so there is no way of use/],
  ['what is shared has no way', of('city-fire'), 'modes: [query, page]', 'modes: []', /No way of use is chosen/],
  ['a file would be asked row by row', of('city-grid-centre'), 'modes: [delivery]', 'modes: [query]', /A file can only be delivered/],
  ['what a system keeps itself would be landed', of('city-grid-centre'), 'format: api', 'format: database', /近一年事件办结统计: A system of this platform keeps it/],
  ['an api would be delivered', of('city-urban-management'), 'format: database', 'format: api', /An interface is queried, not delivered/],
  ['a file is realtime', of('city-grid-centre'), 'cycle: quarterly', 'cycle: realtime', /A file is never realtime/],
  ['conditional data are open', of('city-fire'), 'open: closed', 'open: open', /What is open is shared without conditions/],
  ['what is forbidden to units is open to some', of('city-hotline-centre'), 'modes: []\n    open: closed', 'modes: []\n    open: conditional', /What no unit gets is not open/],
  ['an entry is forbidden for nothing', of('city-hotline-centre'), /grade: 4/g, 'grade: 3', /Forbidden, but no field is of grade 4/],
  ['an entry has a condition for nothing', of('city-grid-centre'), /grade: 2/g, 'grade: 1', /Conditional, but no field is of grade 2 or more/],
  ['an entry is shared with every field masked', of('city-grid-centre'), /grade: 2 /g, 'grade: 2, mask: never ', /Every field is withheld, so nothing is shared/],
  ['an entry has no key', of('city-grid-centre'), ', key: true', '', /There is no key/],
  ['a part of the key may be empty', of('city-grid-centre'), 'required: true, key', 'key', /网格编码: A key is required/],
  ['a field stands twice in an entry', of('city-grid-centre'), 'field: grid_name', 'field: grid_code', /Two fields have this field name/],
  ['a date has a length', marriages, 'type: date', 'type: date, length: 10', /登记日期: This type has no length/],
  ['something sensitive is of grade 3', marriages, 'grade: 4, personal: bank_card', 'grade: 3, personal: bank_card', /银行账号: Identity numbers, health, bank cards and whereabouts are of grade 4/],
  ['something personal is of grade 1', marriages, 'grade: 3, personal: name', 'grade: 1, personal: name', /男方姓名: Personal data are of grade 2 or more/],
  ['an identity number is shown by default', marriages, 'identity_number, mask: compare', 'identity_number, mask: part', /男方证件号: An identity number is compared or withheld/],
  ['a forbidden entry shows a field', of('city-hotline-centre'), ', mask: never', '', /Of a forbidden entry every field is withheld/],
  ['important data are of grade 2', of('city-fire'), 'grade: 2 }', 'grade: 2, level: important }', /消火栓编号: Important and core data are of grade 4/],
  ['important data are shown by default', of('city-fire'), 'grade: 2 }', 'grade: 4, level: important }', /消火栓编号: Important and core data are not shown whole/],
  ['important data are open', of('city-urban-management'), 'grade: 1 }', 'grade: 4, level: important }', /设施编号: Entries with important or core data are not open/],
  ['something looks like a person and nobody says so', of('city-fire'), /name: 消火栓编号, ([^}]*)grade: 2/, 'name: 身份证号, $1grade: 1', /身份证号: Looks personal/],
  ['core data are shared', of('city-fire'), 'grade: 2 }', 'grade: 4, level: core, mask: never }', /消火栓编号: Core data are not shared/],
]

describe('the check of a data catalogue', () => {
  test.each(wrong)('fails when %s', (_, path, from, to, says) => expect(faultsWith(path, from, to).join('\n')).toMatch(says))
  test('says the line of the entry', () => expect(faultsWith(marriages, 'share: conditional', 'share: unconditional')[0]).toMatch(`${marriages}:${lineOf(marriages, '307012000214')}: `))

  test('the city has what its departments, districts and public bodies hold', () => {
    const city = cityNamed('tianjin')
    const files = filesUnder(city, 'catalogues/data-resources').map(({ content }) => content as { unit: string; resources: { fields: unknown[] }[] })
    const units = new Map(rowsOf(city, 'departments.csv').map((unit) => [unit.id!, unit]))
    const bodies = files.map(({ unit }) => units.get(unit)!)
    const entries = files.flatMap(({ resources }) => resources)
    expect(entries.length).toBeGreaterThanOrEqual(320)
    expect(bodies.length).toBeGreaterThanOrEqual(60)
    expect(new Set(bodies.filter(({ level }) => level === 'district').map(({ division_code }) => division_code)).size).toBe(16)
    expect(bodies.filter(({ kind }) => kind === 'public_utility').length).toBeGreaterThanOrEqual(5)
    expect(entries.flatMap(({ fields }) => fields).length).toBeGreaterThan(entries.length * 5)
  })
})
