import { expect, test } from 'vitest'
import { cardOf, creditOf, idOf, spoilt } from '../../../../test/detector/made-numbers.ts'
import { gradeColumn } from './grade-column.ts'

const many = <T>(make: (at: number) => T, count = 40): T[] => Array.from({ length: count }, (_, at) => make(at))
const ids = many((at) => idOf(`19${60 + (at % 40)}0${1 + (at % 9)}1${at % 9}`, at))
const names = ['张伟', '王芳', '李秀英', '欧阳建国', '刘洋', '陈桂兰', '孙丽华', '周福生', '吴静', '郑国栋']
const kindOf = (heading: string, values: readonly (string | null)[]) => gradeColumn(heading, values).kind

test('order numbers are order numbers, though every tenth passes the check of a card', () => {
  const orders = many((at) => `62284800000${String(at * 7919).padStart(5, '0')}`)
  expect(gradeColumn('订单号', orders)).toMatchObject({ kind: null, grade: 1, why: 'nothing_found' })
  expect(kindOf('f7', orders)).toBeNull()
  expect(kindOf('订单号', many((at) => `1542037${String(at).padStart(4, '0')}`))).toBeNull()
})
test('amounts, days, codes, coordinates, places and words are no personal data', () => {
  expect(kindOf('金额', many((at) => String(13_800_000_000 + at)))).toBeNull()
  expect(kindOf('成立日期', many((at) => `2001-0${1 + (at % 9)}-1${at % 9}`))).toBeNull()
  expect(kindOf('区划代码', many((at) => `1201030090${String(at).padStart(2, '0')}`))).toBeNull()
  expect(kindOf('经度', many((at) => `117.${15420376021 + at}`))).toBeNull()
  expect(kindOf('工单编号', many((at) => `251130${String(1_000_000 + at)}`))).toBeNull()
  expect(kindOf('品种', ['白菜', '黄瓜', '马铃薯', '石榴', '金针菇', '高粱', '毛豆', '冬瓜', '山药', '韭菜'])).toBeNull()
  expect(kindOf('f3', ['白菜', '黄瓜', '马铃薯', '石榴', '金针菇', '高粱', '毛豆', '冬瓜', '山药', '韭菜'])).toBeNull()
  expect(kindOf('单位名称', ['水务局', '应急管理局', '司法局', '民政局', '教育局'])).toBeNull()
  expect(kindOf('证件类型', ['身份证', '护照', '港澳通行证'])).toBeNull()
  expect(kindOf('是否有身份证', ['是', '否', '是'])).toBeNull()
  expect(kindOf('网站地址', ['http://example.com/a', 'http://example.com/b'])).toBeNull()
  expect(kindOf('办理地点', ['政务服务中心2楼205室', '区行政许可大厅3层12号窗口'])).toBeNull()
  expect(kindOf('道路名称', ['解放路', '和平路', '建国道'])).toBeNull()
  expect(kindOf('XM', ['道路改造工程', '公园二期', '排水管网项目'])).toBeNull()
  expect(kindOf('咨询电话', ['022-23456789', '022-23456780', '12345'])).toBeNull()
})
test('an empty sample leaves the word to the heading, and says so', () => {
  expect(gradeColumn('身份证号', [null, '', ' '])).toMatchObject({ kind: 'identity_number', share: 0, grade: 4, why: 'no_values' })
  expect(gradeColumn('备注', [])).toEqual({ kind: null, share: 0, confidence: 0, grade: 1, why: 'no_values' })
})
test('identity numbers that a spreadsheet has rounded are still proposed as such', () => {
  expect(gradeColumn('身份证号', ['1.20199E+17', '1.20199E+17'])).toMatchObject({ kind: 'identity_number', share: 0, grade: 4, why: 'heading_only' })
})
test('heading and values together say what a column is, how much of it and how grave', () => {
  expect(gradeColumn('身份证号', [...ids, spoilt(ids[0]!), '不详'])).toMatchObject({ kind: 'identity_number', share: 0.952, grade: 4, why: 'heading_and_values' })
  expect(gradeColumn('手机号', many((at) => `154203760${10 + at}`))).toMatchObject({ kind: 'mobile', share: 1, confidence: 0.99, grade: 3 })
  expect(gradeColumn('法定代表人', names)).toMatchObject({ kind: 'name', share: 1, grade: 3 })
  expect(gradeColumn('家庭住址', many((at) => `新兴里${1 + at}号楼${1 + (at % 6)}门${101 + at}`))).toMatchObject({ kind: 'address', share: 1, grade: 3 })
  expect(gradeColumn('出生年月', many((at) => `19${60 + (at % 40)}-0${1 + (at % 9)}`))).toMatchObject({ kind: 'birth_date', share: 1, grade: 3 })
  expect(gradeColumn('车牌号', many((at) => `津A${10_000 + at}`))).toMatchObject({ kind: 'plate', share: 1, grade: 3 })
  expect(gradeColumn('开户账号', many((at) => cardOf('622848', 19, at)))).toMatchObject({ kind: 'bank_card', share: 1, grade: 4 })
  expect(gradeColumn('统一社会信用代码', many((at) => creditOf(`MA06${String(1000 + at)}`)))).toMatchObject({ kind: 'credit_code', share: 1, grade: 1 })
  expect(gradeColumn('固定电话', many((at) => `022-234567${10 + at}`))).toMatchObject({ kind: 'landline', grade: 2 })
  expect(gradeColumn('电子邮箱', many((at) => `user${at}@example.com`))).toMatchObject({ kind: 'email', grade: 3 })
})
test('headings of databases are read by their first letters and in English', () => {
  for (const heading of ['SFZH', 'sfzhm', 'id_card_no', 'idCardNo', 'GMSFHM']) expect(kindOf(heading, ids), heading).toBe('identity_number')
  for (const heading of ['XM', 'fddbr', 'real_name', '联系人', '经办人员', '姓 名', '申请人姓名（必填）', 'LXR']) expect(kindOf(heading, names), heading).toBe('name')
  for (const heading of ['LXDH', 'mobile', '联系电话1', '手机号码*']) expect(kindOf(heading, many((at) => `154203760${10 + at}`)), heading).toBe('mobile')
})
test('the last word of a heading counts: a contact’s telephone is no contact', () => {
  expect([kindOf('联系人电话', many((at) => `154203760${10 + at}`)), kindOf('联系人', names)]).toEqual(['mobile', 'name'])
})
test('a column of several papers is graded by the gravest', () => {
  expect(gradeColumn('证件号码', [...many((at) => creditOf(`MA06${String(1000 + at)}`)), ids[0]!])).toMatchObject({ kind: 'credit_code', grade: 4 })
})
test('without a telling heading most values must agree, and names must be many', () => {
  expect(gradeColumn('f1', ids)).toMatchObject({ kind: 'identity_number', share: 1, grade: 4, why: 'values_only' })
  expect(gradeColumn('编号', ids)).toMatchObject({ kind: 'identity_number', why: 'values_only' })
  expect(gradeColumn('f2', names)).toMatchObject({ kind: 'name', why: 'values_only' })
  expect(kindOf('f2', ['张伟', '王芳'])).toBeNull()
})
test('one telephone in a hundred remarks is told, with its share', () => {
  const remarks = [...many((at) => `第${at}次回访，路灯已修好`, 99), '群众张伟来电15420376021要求回电']
  expect(gradeColumn('备注', remarks)).toMatchObject({ kind: 'mobile', share: 0.01, grade: 3, why: 'inside_text' })
})
test('masked columns are about people, and are graded lower', () => {
  expect(gradeColumn('手机号', many((at) => `154****60${10 + at}`))).toMatchObject({ kind: 'mobile', share: 1, grade: 2, why: 'masked' })
  expect(gradeColumn('姓名', ['张*', '王*芳', '李某某', '欧阳**'])).toMatchObject({ kind: 'name', grade: 2, why: 'masked' })
  expect(gradeColumn('手机号', [...many((at) => `154****60${10 + at}`), '15420376021'])).toMatchObject({ why: 'masked', grade: 3 })
})
test('people of other nations and peoples are people', () => {
  expect(gradeColumn('姓名', ['古丽娜尔·艾力', 'John Smith', '阿卜杜拉·买买提', 'Maria da Silva', '张伟'])).toMatchObject({ kind: 'name', share: 1 })
})
