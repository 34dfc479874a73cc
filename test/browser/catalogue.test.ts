import { randomUUIDv7 } from 'node:crypto'
import { expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

it('a data post writes an entry, is told what contradicts itself, and the head of its unit signs both findings', async () => {
  await enter(browser.context, city, url, 'jin')
  const page = await browser.open(`${url}/desk/resources/edit`, { size: desk, page: 'edit-entry' })
  await page.getByLabel('不涉密').check()
  for (const [label, words] of [['信息资源名称', '公墓联系人信息'], ['摘要', '经批准的公墓和它的联系人'], ['第 1 项信息项', '公墓编号'], ['第 1 项字段名', 'number'], ['为什么改', '新设业务'], ['哪天生效', '2030-01-01']] as const) await page.getByLabel(label, { exact: true }).fill(words)
  await page.getByLabel('主题').selectOption('生活服务')
  await page.getByRole('button', { name: '加一项' }).click()
  await page.getByLabel('第 2 项信息项', { exact: true }).fill('联系人手机号码')
  await page.getByLabel('第 2 项字段名').fill('phone')
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.getByText('像是个人信息，请标明是哪种').waitFor()
  await page.getByText('有条件共享和不予共享要写依据的法条').waitFor()
  await axe(page)
  await look(page, 'entry-faults')
  await page.getByLabel('第 2 项个人信息').selectOption('phone')
  await page.getByLabel('第 2 项级别').selectOption('3')
  await page.getByLabel('第 2 项对方看到').selectOption('part')
  await page.getByLabel('含个人信息').check()
  await page.getByLabel('逐件查询').check()
  await page.getByLabel('共享条件', { exact: true }).fill('办理当事人本人事项所必需')
  await page.getByLabel('共享类型的依据').fill('《殡葬管理条例》')
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.getByRole('heading', { name: /公墓联系人信息.*新增.*编制中/ }).waitFor()
  await page.locator('footer').getByRole('button', { name: '送负责人签署' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '送负责人签署' }).click()
  await page.getByRole('heading', { name: /待负责人签署/ }).waitFor()
  await axe(page)
  await look(page, 'change-drafted')

  await page.getByRole('button', { name: '导入目录' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('为什么改').fill('年度梳理')
  await sheet.getByLabel('哪天生效').fill('2030-01-01')
  const csv = '信息资源名称,信息资源摘要,主题,信息资源格式,共享类型,共享方式,开放属性,更新周期,涉密情况,信息项名称,字段名,数据类型,数据长度,是否主键,数据分级\n殡仪馆信息,经批准的殡仪馆,生活服务,数据库,无条件共享,整批交付,不开放,每月,不涉密,馆号,number,字符,20字节,是,1'
  await sheet.getByLabel('选文件').setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await sheet.getByRole('row', { name: /2.*数据长度.*只填数字，不带单位.*20字节/ }).waitFor()
  await axe(page)
  await look(page, 'catalogue-import')
  await page.keyboard.press('Escape')
  const head = await openBrowser()
  try {
    await enter(head.context, city, url, 'ding')
    const theirs = await head.open(`${url}/desk/catalogue-changes`, { size: desk, page: 'catalogue-changes' })
    await theirs.locator('footer').getByRole('button', { name: '签署两项审查' }).click()
    await theirs.getByLabel('保密审查').fill('逐项看过，不含国家秘密和工作秘密')
    await theirs.getByLabel('个人信息保护影响评估').fill('联系人手机号用于公墓办事联系，遮盖后提供')
    await axe(theirs)
    await look(theirs, 'change-sign', [desk])
    await theirs.getByRole('dialog').getByRole('button', { name: '签署两项审查' }).click()
    await theirs.getByText('签署两项审查，办好了').waitFor()
    expect(head.errors).toEqual([])
  } finally { await head.close() }
  expect(await city.sql('select subject from exchange.assessment order by subject')).toEqual([{ subject: 'privacy' }, { subject: 'secrecy' }])
  expect(browser.errors.filter(error => !error.includes('400'))).toEqual([])
})

it('the authority sees what another department holds already, rules, and lets it pass', async () => {
  const [theirs] = await city.sql<{ name: string }>(`select f ->> 'name' as name from exchange.resource, jsonb_array_elements(fields) f where library = 'legal_person' and unit_id <> 'city-civil-affairs' and not (f ->> 'key')::boolean and f ->> 'personal' is null limit 1`)
  const id = randomUUIDv7()
  const field = { name: '公墓编号', field: 'number', type: 'text', length: 30, required: true, key: true, grade: 1, level: 'general', personal: null, mask: 'full' }
  const entry = { name: '公墓经营单位信息', library: null, theme: '生活服务', summary: '经批准的公墓和经营单位', format: 'database', share: 'unconditional', shareCondition: '', shareBasis: '', modes: ['delivery'], open: 'open', cycle: 'monthly', personal: false, fields: [field, { ...field, name: theirs!.name, field: 'other', key: false }] }
  await city.done('jin', '/exchange/changes', { id, code: null, base: null, classified: 'none', entry, derivedFrom: [], derivedReason: '', reason: '新设业务', effectiveOn: '2030-01-01' })
  await city.done('jin', `/exchange/changes/${id}/submit`, {})
  await city.done('ding', `/exchange/changes/${id}/assess`, { secrecy: '不涉密', privacy: '不含个人信息' })
  const authority = await openBrowser()
  try {
    await enter(authority.context, city, url, 'hou')
    const page = await authority.open(`${url}/desk/catalogue-changes?id=${id}`, { size: desk, page: 'catalogue-changes' })
    await page.getByText('1 项别的部门也有，1 项还没有定').waitFor()
    await axe(page)
    await look(page, 'change-review')
    await page.locator('footer').getByRole('button', { name: '确定数源部门' }).click()
    await page.getByLabel('不是同一项').check()
    await page.getByLabel('理由').fill('是公墓自己的，不是企业登记的')
    await look(page, 'change-ruling', [desk])
    await page.getByRole('dialog').getByRole('button', { name: '确定数源部门' }).click()
    await page.getByText('0 项还没有定').waitFor()
    await page.locator('footer').getByRole('button', { name: '审核通过' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '审核通过' }).click()
    await page.getByRole('heading', { name: /待生效/ }).waitFor()
    expect(authority.errors).toEqual([])
  } finally { await authority.close() }
})

it('a department says what it needs and is shown what is there; the authority names the source, and all three lists are read', async () => {
  const asker = await openBrowser()
  try {
    await enter(asker.context, city, url, 'xie')
    const page = await asker.open(`${url}/desk/lists`, { size: desk, page: 'lists' })
    await page.getByRole('button', { name: '提需求' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('要什么数据').fill('社会团体登记')
    await sheet.getByText('目录里已经有相近的').waitFor()
    for (const [label, words] of [['要哪几项', '名称、登记日期'], ['用途', '核定补贴资格'], ['法定职责依据', '社会救助暂行办法'], ['业务场景', '救助申请']] as const) await sheet.getByLabel(label).fill(words)
    await axe(page)
    await look(page, 'demand-raise', [desk])
    await sheet.getByRole('button', { name: '提交需求' }).click()
    await page.getByRole('heading', { name: /社会团体登记.*待确定数源部门/ }).waitFor()
    await page.getByText('1 项需求').waitFor()
    await page.getByRole('button', { name: '负面', exact: true }).click()
    await page.getByRole('row', { name: /收养秘密.*第一千一百一十条/ }).waitFor()
    await axe(page)
    await look(page, 'list-negatives')
    expect(asker.errors).toEqual([])
  } finally { await asker.close() }
  const authority = await openBrowser()
  try {
    await enter(authority.context, city, url, 'hou')
    const page = await authority.open(`${url}/desk/lists`, { size: desk, page: 'lists' })
    await page.locator('footer').getByRole('button', { name: '确定数源部门' }).click()
    await page.getByRole('dialog').getByLabel('数源部门').fill('民政局')
    await page.getByRole('dialog').getByRole('radio').first().check()
    await page.getByRole('dialog').getByRole('button', { name: '确定数源部门' }).click()
    await page.getByRole('heading', { name: /待答复/ }).waitFor()
    await axe(page)
    await look(page, 'list-demands')
    await page.getByRole('button', { name: '责任', exact: true }).click()
    await page.getByText('还没来过').first().waitFor()
    await axe(page)
    await look(page, 'list-duties')
    expect(authority.errors).toEqual([])
  } finally { await authority.close() }
})
