import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citiesIn } from './city/city-files.ts'
import { cityNamed, faultsOfCity } from './check-city.ts'
import { faultsWith, lineOf } from './testing/faults-with.ts'

const cities = join(import.meta.dirname, '../cities')

const items = 'catalogues/incident-items.csv'
const wrong: [why: string, path: string, from: string | RegExp, to: string, says: RegExp][] = [
  ['a file cannot be read', 'roles.yaml', 'roles:', 'roles: [', /^roles\.yaml:1: cannot be read/],
  ['a file has a field that no schema knows', 'city.yaml', "code: '99'", "code: '99'\nmayor: somebody", /^city\.yaml:1: must NOT have additional properties "mayor"/],
  ['a division hangs under one that is not there', 'divisions.csv', '99010102,990101,', '99010102,990109,', /^divisions\.csv:11: parent 990109 is not a row above/],
  ['a division skips a level', 'divisions.csv', '99010102,990101,', '99010102,9901,', /a community cannot hang under a district/],
  ['two divisions have one code', 'divisions.csv', '99010102,990101,', '99010101,990101,', /code 99010101 occurs twice/],
  ['two villages of one town are called the same', 'divisions.csv', '河沿社区', '三街村', /三街村 occurs twice under 990101/],
  ['a point lies outside the city', 'divisions.csv', '124.05,30.05', '117.2,39.1', /the point 117\.2, 39\.1 is outside the city/],
  ['a point has no latitude', 'divisions.csv', '124.05,30.05', '124.05,', /both longitude and latitude/],
  ['a code has the wrong length', 'divisions.csv', /99020201,990202/, '990202010,990202', /a code of level community has 8 characters/],
  ['a polygon belongs to no district', 'boundaries.geojson', '"code":"9902"', '"code":"9909"', /9909 is no district/],
  ['a ring is not closed', 'boundaries.geojson', '[124,30]]]', '[124,30.01]]]', /a ring of 9901 is not closed/],
  ['a unit stands in a division that is not there', 'departments.csv', '9902-water,西片区水利局分局,district,9902', '9902-water,西片区水利局分局,district,9903', /9903 is no division of level district/],
  ['a unit comes before its parent', 'departments.csv', 'district,9901,9901-network-information', 'district,9901,9902-network-information', /parent 9902-network-information is not a row above/],
  ['two units would answer for the same', 'departments.csv', 'district,9901,9901-government,department,fire', 'district,9901,9901-government,department,water', /two units are water 9901/],
  ['a street has no grid centre', 'departments.csv', /990202-grid-centre.*\n/, '', /沙岭镇 990202 has no unit with the role grid_centre/],
  ['two items have one code', items, 'C0102,component', 'C0101,component', /code C0101 occurs twice/],
  ['two items of one register have one code of the standard', items, 'E0301,event,06010', 'E0301,event,01037', /event 01037 occurs twice/],
  ['two items are called the same', items, '路灯不亮,', '道路破损,', /two items are called 道路破损/],
  ['the same words belong to two items', items, '路灯；路灯坏', '路坏；路灯坏', /the words 路坏 belong to C0102 too/],
  ['a limit is not in the rules', items, 'handle_3wd', 'handle_9wd', /handle: rules\/limits\.yaml has no row for handle_9wd/],
  ['nobody leads at a level', items, 'grid=grid_worker community=community_worker street=street_desk district=urban_management', 'grid=grid_worker street=street_desk district=urban_management', /leads must name grid, community, street, district, city/],
  ['no unit of that level has the role', items, 'district=urban_management city=urban_management', 'district=gas city=urban_management', /no unit of level district has the role gas/],
  ['a component has the code of an event', items, 'C0102,component', 'X0102,component', /a component 部件 has a code with C/],
  ['what is hidden could be joined', items, 'both,yes,60,24,\nE0302', 'both,no,60,24,\nE0302', /what is not public is never a duplicate/],
  ['an emergency shows no number', items, 'none,yes,150,6,119', 'none,yes,150,6,', /an emergency shows a number/],
  ['a number is not one of the city', items, 'none,yes,150,6,119', 'none,yes,150,6,122', /122 is no emergency number/],
  ['the catalogue is shorter than the city says', items, /E0502.*\n/, '', /city\.yaml says 12 items, here are 11/],
  ['a rule names an item that is not there', 'rules/dispatch.yaml', 'item: [C0102', 'item: [C0999, C0102', /C0999 is no item of the catalogue/],
  ['an example of a rule table fails', 'rules/limits.yaml', 'row: 10, then', 'row: 20, then', /^rules\/limits\.yaml:\d+: example 1: expected row 20, but row 10/],
  ['a mask shows more than the catalogue by nobody\'s law', 'rules/masks.yaml', /    source: \{ title: 个人信息保护法第十三条[^\n]*\n/, '', /row 10: shows more than part and names no article/],
  ['unusual use is told to a role that is not there', 'rules/use-alarms.yaml', 'at: 5, days: 28, least: 50, history: 5, tell: data_authority', 'at: 5, days: 28, least: 50, history: 5, tell: nobody', /row 10: no role is nobody/],
  ['two rows of a rule table have one number', 'rules/limits.yaml', 'row: 20\n', 'row: 10\n', /row 10: its number is used twice/],
  ['a rule and the catalogue disagree', 'rules/dispatch.yaml', /lead: water/, 'lead: police', /E0201 leads to water at district, rules\/dispatch\.yaml says police/],
  ['a rule names a place that is not there', 'rules/dispatch.yaml', 'level: district, item: [C0101]', "level: district, place: { within: '9901/990201' }, item: [C0101]", /9901\/990201 is no path of divisions/],
  ['the check digit is wrong', 'people.yaml', '120199197904120029', '120199197904120028', /number_check_digit/],
  ['the day does not exist', 'people.yaml', '120199197904120029', '120199197902310029', /number_date/],
  ['the number could be a real person\'s', 'people.yaml', '120199197904120029', '120103197904120026', /could be a real person's/],
  ['the phone could be real', 'people.yaml', /phone: '\d+'/, "phone: '13920011001'", /could be a real phone/],
  ['somebody holds a post in a unit that is not there', 'people.yaml', 'unit: 9901-fire', 'unit: 9901-navy', /departments\.csv has no unit 9901-navy/],
  ['a post reaches outside its unit\'s division', 'people.yaml', "unit: 990101-grid-centre, division: '99010101'", "unit: 990101-grid-centre, division: '99020101'", /99020101 is outside the division of 990101-grid-centre/],
  ['a post stands at the wrong level', 'people.yaml', "unit: 9901-grid-centre, division: '9901'", "unit: 9901-grid-centre, division: '990101'", /district_centre is a post of level district/],
  ['a role is not played', 'people.yaml', 'role: auditor', 'role: data_post', /nobody in the cast is auditor/],
  ['one person would be two of the three administrators', 'people.yaml', /( {6}- \{ unit: city-network-information[^\n]*role: system_admin \})/, "$1\n      - { unit: city-network-information, division: '99', title: 安全管理员, role: security_admin }", /system_admin and security_admin may not be one person/],
  ['a kind of matter leads nowhere', 'matter-kinds/incident.yaml', 'start: reported', 'start: begun', /there is no state 'begun'/],
  ['a state can only be left by whoever opened it', 'matter-kinds/incident.yaml', /from: \[suspended\], to: before, by: \[[^\]]*\], at_limit: true/, 'from: [suspended], to: before, by: [reporter]', /^matter-kinds\/incident\.yaml:\d+: state suspended: only the opener can lead it on/m],
  ['a step counts with a counter that is not there', 'matter-kinds/incident.yaml', 'count: returns', 'count: rounds', /there is no counter 'rounds'/],
  ['a step asks for a permission that no role has', 'matter-kinds/incident.yaml', 'permission: governance.incident.extend', 'permission: governance.incident.bless', /no role of roles\.yaml may governance\.incident\.bless, so nobody is unit_head/],
  ['every community would have a post with a role that is not there', 'posts.yaml', 'role: community_worker', 'role: mayor', /^posts\.yaml:\d+: roles\.yaml has no role mayor/],
  ['a hall serves an item that is not there', 'catalogues/halls.yaml', 'items: [old-age-allowance, ', 'items: [old-age-money, ', /east: there is no item old-age-money/],
  ['a hall is kept by a unit that is not there', 'catalogues/halls.yaml', 'unit: 9901-civil-affairs', 'unit: 9901-nobody', /east: there is no unit 9901-nobody/],
  ['a hall opens before it has closed', 'catalogues/halls.yaml', "{ from: '13:30'", "{ from: '11:30'", /east: the hours from 11:30 run backwards or overlap/],
  ['nobody of that level may issue a licence', 'catalogues/licence-kinds.yaml', 'role: civil_affairs, levels: [city, district]', 'role: civil_affairs, levels: [street]', /elder_card: no unit of level street has the role civil_affairs/],
  ['a code of a licence would be filled from a field of another type', 'catalogues/licence-kinds.yaml', 'district: field.district }', 'district: holder.born }', /residence_permit: claim district cannot be filled from holder\.born/],
  ['an approval would issue a licence and leave a field of it empty', 'catalogues/service-items/civil-affairs.yaml', 'values: { village: { field: village } } } }', 'values: {} } }', /elder-card: the fields of elder_card are village/],
  ['a year is missing in the calendar', 'calendar/china.yaml', 'year: 2026', 'year: 2027', /2027 does not follow 2025/],
  ['a column means two things', 'catalogues/column-synonyms.yaml', '常住地址', '户口所在地', /户口所在地 stands in row 4 too/],
  ['synonyms lead to nothing in the catalogue', 'catalogues/column-synonyms.yaml', '[低保证号, ', '[低保卡号, ', /the catalogue has none of 低保卡号/],
  ['an article is owned by nobody', 'knowledge/articles.yaml', 'owner: city-water', 'owner: city-canal', /no unit city-canal/],
]

describe('the check of a city', () => {
  test.each(citiesIn(cities))('finds nothing wrong with %s', (name) => expect(faultsOfCity(cityNamed(name))).toEqual([]))
  test.each(wrong)('fails when %s', (_, path, from, to, says) => expect(faultsWith(path, from, to).join('\n')).toMatch(says))

  test('says the line of a fault in csv, comments counted, and in yaml', () => {
    expect(faultsWith(items, 'handle_3wd', 'handle_9wd')[0]).toMatch(`${items}:${lineOf(items, 'C0102,component')}: `)
    expect(faultsWith('people.yaml', 'unit: 9901-fire', 'unit: 9901-navy')[0]).toMatch(`people.yaml:${lineOf('people.yaml', 'unit: 9901-fire')}: `)
  })

  test('sees permissions that nothing asks for, and those that nobody has, in homes that are there', () => {
    const declared = new Map([['governance', new Set(['governance.incident.report', 'governance.incident.teleport'])]])
    const says = faultsOfCity(cityNamed('sample-county'), declared).map((fault) => fault.says)
    expect(says).toContain('no role may governance.incident.teleport')
    expect(says).toContain('nothing in the server asks for governance.incident.read')
    expect(says.filter((one) => one.includes('governance.incident.report') || one.includes('hotline.'))).toEqual([])
  })
})
