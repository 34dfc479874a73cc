import { execFileSync } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import ExcelJs from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { places } from '../journeys/cast.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { axe, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

const [husband, wife] = ['120199199004110668', '120199197307080698']
let city: TestCity
let url = ''
let browser: Browser
beforeAll(async () => {
  await buildWeb(() => undefined)
  city = await openTestCity()
  url = await city.listen()
  browser = await openBrowser()
})
afterAll(async () => { await browser?.close(); await city?.close() })

it('a data post finds an entry by its initials, sees who may have which field and by which law, and finds its way back from nothing', async () => {
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/resources`, { size: desk, page: 'resources' })
  await page.locator('article h2').waitFor()
  await axe(page)
  await look(page, 'resources')
  await page.keyboard.press('/')
  await page.keyboard.type('hydj')
  await page.getByRole('heading', { name: '婚姻登记信息' }).waitFor()
  await page.getByText('依据《婚姻登记条例').waitFor()
  await page.getByRole('row', { name: /男方证件号.*4 级.*只比对/ }).waitFor()
  await page.waitForURL(/q=hydj/)
  await look(page, 'resource-marriages')
  await page.getByRole('searchbox').fill('乌有先生😀')
  await page.getByText('目录里没有找到').waitFor()
  await axe(page)
  await page.getByRole('button', { name: '看全部目录' }).click()
  await page.getByRole('heading', { name: '人口基础信息' }).waitFor()
  expect(browser.errors).toEqual([])
})

it('a department asks for two fields by the page, the source sees whose, what for and until when it must answer, agrees, and the asker may use it', async () => {
  const page = await browser.open(`${url}/desk/resources?q=hydj`, { size: desk, page: 'resources' })
  await page.getByRole('button', { name: '申请使用' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '提交申请' }).click()
  await sheet.getByText('至少选一项').waitFor()
  expect(await sheet.getByLabel('离婚原因').count()).toBe(0)
  await sheet.getByLabel('男方证件号').check()
  await sheet.getByLabel('婚姻状况').check()
  for (const [label, words] of [['用途', '办理公积金提取'], ['法定职责依据', '住房公积金管理条例'], ['业务场景', '公积金提取'], ['使用系统', '公积金业务系统'], ['用到哪天', '2030-12-31']] as const) await sheet.getByLabel(label).fill(words)
  await axe(page)
  await look(page, 'request-ask')
  await sheet.getByRole('button', { name: '提交申请' }).click()
  await page.getByRole('heading', { name: /婚姻登记信息.*待答复/ }).waitFor()
  await axe(page)
  await look(page, 'request-filed')

  const source = await openBrowser()
  try {
    await enter(source.context, city, url, 'jin')
    const theirs = await source.open(`${url}/desk/data-requests`, { size: desk, page: 'data-requests' })
    await theirs.getByRole('heading', { name: /婚姻登记信息/ }).waitFor()
    expect(await theirs.locator('footer button').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('同意共享'), expect.stringContaining('不予共享'), expect.stringContaining('一次告知补正')]))
    await theirs.locator('footer').getByRole('button', { name: '不予共享' }).click()
    await theirs.getByLabel('按人逐件查询，不批量导出').waitFor()
    await axe(theirs)
    await look(theirs, 'request-refuse', [desk])
    await theirs.keyboard.press('Escape')
    await theirs.locator('footer').getByRole('button', { name: '同意共享' }).click()
    await theirs.getByText('授权写入公开账本').waitFor()
    await theirs.getByRole('dialog').getByRole('button', { name: '同意共享' }).click()
    await theirs.getByText('同意共享，办好了').waitFor()
    await theirs.goto(`${url}/desk/resources?q=hydj`)
    await theirs.getByRole('button', { name: '上传数据' }).click()
    const book = new ExcelJs.Workbook()
    book.addWorksheet('数据').addRows([['男方证件号', '女方证件号', '男方姓名', '婚姻状况', '登记日期'], [husband, wife, '王强', '已婚', '2011-03-09'], [wife, husband, '王强', '已婚', '2019-02-30']])
    await theirs.getByLabel('选文件').setInputFiles({ name: 'rows.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer()) })
    await theirs.getByText('收下 1 行').waitFor()
    await theirs.getByRole('cell', { name: '没有这一天' }).waitFor()
    await axe(theirs)
    await look(theirs, 'resource-landed')
    expect(source.errors).toEqual([])
  } finally { await source.close() }
  const [grant] = await city.sql<{ fields: string[] }>('select fields from exchange.grant')
  expect(grant!.fields.toSorted()).toEqual(['groom_number', 'state'])
  await page.reload()
  await page.getByRole('heading', { name: '婚姻登记信息授权在用' }).waitFor()
  await page.getByRole('button', { name: '查一件' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel('值', { exact: true }).fill(husband)
  await asking.getByLabel('为哪一件办的（件号）').fill('2611250000001')
  await asking.getByRole('button', { name: '查询' }).click()
  await asking.getByText('没有件号 2611250000001').waitFor()
  const report = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district } })
  await asking.getByLabel('为哪一件办的（件号）').fill((report.json() as { number: string }).number)
  await asking.getByRole('button', { name: '查询' }).click()
  await asking.getByText('已婚').waitFor()
  await axe(page)
  await look(page, 'request-query')
})

it('a whole copy comes with its progress, and the receipt that was saved verifies the data that were saved', async () => {
  const id = randomUUIDv7()
  const lines = ['统一社会信用代码,名称', ...Array.from({ length: 1500 }, (_, at) => `51${String(at).padStart(16, '0')},第${at}号志愿服务队`)].join('\n')
  const edge = 'haihe-edge'
  await (await city.as('jin'))({ method: 'POST', url: '/exchange/resources/307012000301/rows', headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines}\r\n--${edge}--\r\n` })
  const filed = await (await city.as('xie'))({ method: 'POST', url: '/exchange/requests', payload: { id, resource: '307012000301', fields: ['credit_code', 'name'], purpose: '志愿服务统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 100_000 } })
  expect(filed.json().state, filed.body).toBe('granted')
  const page = await browser.open(`${url}/desk/data-requests?view=mine&id=${id}`, { size: desk, page: 'data-requests' })
  await page.getByRole('button', { name: '取整批数据' }).click()
  await page.getByRole('button', { name: '开始' }).click()
  await page.getByText('共 1,500 行，100%').waitFor()
  const saved = async (name: string): Promise<string> => { const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]); return file.path() }
  const data = await saved('存数据')
  await city.tick()
  await page.getByRole('button', { name: '取回执' }).click()
  const receipt = await saved('存回执')
  await axe(page)
  await look(page, 'delivery-done')
  const key = (await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519 as string
  expect(execFileSync(process.execPath, ['scripts/verify-receipt.mjs', receipt, data, '--key', key], { encoding: 'utf8' })).toContain('All 2 chunks')
})

it('a resident sees who used what, for which matter and by which law, has one item corrected and follows it; the source opens the words on purpose', async () => {
  const li = '120199197904120029'
  const sheet = (state: string) => { const edge = 'haihe-edge'
    return { headers: { 'content-type': `multipart/form-data; boundary=${edge}` }, payload: `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n男方证件号,女方证件号,男方姓名,婚姻状况,登记日期\r\n${li},${wife},王强,${state},2011-03-09\r\n--${edge}--\r\n` } }
  const post = async (login: string, to: string, payload: object) => (await city.as(login))({ method: 'POST', url: to, payload })
  await (await city.as('jin'))({ method: 'POST', url: '/exchange/resources/307012000214/rows', ...sheet('已婚') })
  const report = (await post('li', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: places.tianjin.district })).json() as { number: string }
  const grant = randomUUIDv7()
  await post('xie', '/exchange/requests', { id: grant, resource: '307012000214', fields: ['groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例第二十四条', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 1000 })
  await post('jin', `/exchange/requests/${grant}/grant`, {})
  expect((await post('xie', `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: li, matter: report.number })).statusCode).toBe(200)

  const theirs = await openBrowser()
  try {
    await enter(theirs.context, city, url, 'li')
    const page = await theirs.open(`${url}/leaves`, { page: 'leaves' })
    const use = page.getByRole('article').filter({ hasText: '办理公积金提取' }).first()
    await use.getByText('住房公积金管理条例第二十四条').waitFor()
    await use.getByRole('link', { name: report.number }).waitFor()
    await axe(page)
    await look(page, 'leaves-use')
    await use.getByRole('button', { name: '申请校核' }).click()
    const asking = page.getByRole('dialog')
    await asking.getByLabel('婚姻状况').check()
    await asking.getByLabel('哪里不对').fill('我们去年离婚了')
    await asking.getByLabel('应该是什么').fill('离婚')
    await axe(page)
    await look(page, 'leaves-correct')
    await asking.getByRole('button', { name: '请他们核实' }).click()
    await use.getByRole('link', { name: /校核：正在核实/ }).click()
    await ready(page, 'own-correction')
    await page.getByText('市民政局').first().waitFor()
    await axe(page)
    await look(page, 'own-correction')

    const source = await openBrowser()
    try {
      await enter(source.context, city, url, 'jin')
      const desks = await source.open(`${url}/desk/corrections`, { size: desk, page: 'corrections' })
      await desks.getByRole('heading', { name: /婚姻登记信息，婚姻状况/ }).waitFor()
      expect(await desks.getByText('我们去年离婚了').count()).toBe(0)
      await desks.getByRole('button', { name: '打开内容' }).click()
      await desks.getByText('我们去年离婚了').waitFor()
      await axe(desks)
      await look(desks, 'correction-open')
      await (await city.as('jin'))({ method: 'POST', url: '/exchange/resources/307012000214/rows', ...sheet('离婚') })
      await desks.locator('footer').getByRole('button', { name: '已更正' }).click()
      await desks.getByLabel('说明').fill('按离婚登记档案更正')
      await desks.getByRole('dialog').getByRole('button', { name: '已更正' }).click()
      await desks.getByText('已更正，办好了').waitFor()
      expect(source.errors).toEqual([])
    } finally { await source.close() }
    await page.reload()
    await page.getByText('按离婚登记档案更正').waitFor()
    await look(page, 'own-correction-done', [phone])
    expect(theirs.errors).toEqual([])
  } finally { await theirs.close() }

  await post('xie', `/exchange/requests/${grant}/end`, { reason: '业务已办结' })
  await city.deliver()
  await enter(browser.context, city, url, 'xie')
  const page = await browser.open(`${url}/desk/followups?view=disposal`, { size: desk, page: 'followups' })
  await page.getByRole('heading', { name: '婚姻登记信息待处置' }).waitFor()
  await page.locator('footer').getByRole('button', { name: '已处置' }).click()
  await page.getByLabel('说明').fill('业务库和备份中均已删除')
  await axe(page)
  await look(page, 'followup-dispose')
  await page.getByRole('dialog').getByRole('button', { name: '已处置' }).click()
  await page.getByText('没有要处置的').waitFor()
  expect(browser.errors).toEqual([])
})

it('the authority sees how the city stands with the platform above', async () => {
  await city.tick()
  await enter(browser.context, city, url, 'hou')
  const page = await browser.open(`${url}/desk/upstream`, { size: desk, page: 'upstream' })
  await page.getByText('上级还没有来申请').waitFor()
  expect(await page.locator('progress').getAttribute('value')).toBe(await page.locator('progress').getAttribute('max'))
  await axe(page)
  await look(page, 'upstream')
  expect(browser.errors).toEqual([])
})
