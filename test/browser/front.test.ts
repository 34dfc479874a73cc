import { afterAll, expect, it } from 'vitest'
import { existingExchangeFake, type FakeExistingExchange } from '../../server/connectors/existing-exchange-fake.ts'
import { existingExchangeHttp } from '../../server/connectors/existing-exchange-http.ts'
import { useExistingExchange } from '../../server/systems/front/system.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, type Browser } from './kit.ts'

const fields = [{ name: '身份证号', field: 'number', type: 'text' }, { name: '享受起始日期', field: 'from_on', type: 'date' }]
const entry = (id: string, name: string, more: object = {}) => ({ id, name, unit: { code: 'MZ', name: '市民政局' }, share: 'conditional', fields, ...more })
let city: TestCity
let fake: FakeExistingExchange
let url = ''
let browser: Browser
browserCity(async opened => {
  ;({ city, url } = opened)
  fake = await existingExchangeFake('secret')
  fake.entries.push(entry('MZ/DB-01', '最低生活保障对象'), entry('MZ/DB-02', '特困人员', { share: '看情况' }), entry('RS/07', '失业登记', { unit: { code: 'RS', name: '市人社局' } }))
  useExistingExchange(existingExchangeHttp({ name: '市共享平台', url: fake.url, secret: 'secret' }, { networks: ['127.0.0.0/8'], clock: () => new Date() }))
  await city.tick()
  browser = await opened.browse()
})
afterAll(async () => { useExistingExchange(null); await fake?.close() })

it('the authority maps a department and maps it anew; its data post draws an entry, which comes into force and says where it is asked; what changes there is looked at', async () => {
  await enter(browser.context, city, url, 'hou')
  const authority = await browser.open(`${url}/desk/front`, { size: desk, page: 'front' })
  await city.done('hou', '/front/departments', { code: 'MZ', unitId: 'city-upper-exchange' })
  await authority.reload()
  await authority.getByRole('listitem').filter({ hasText: '代码 MZ' }).getByRole('button', { name: '改对应' }).click()
  await authority.getByRole('dialog').getByText('2 条目录').waitFor()
  await axe(authority)
  await look(authority, 'front-remap')
  await city.done('hou', '/front/departments', { code: 'MZ', unitId: 'city-civil-affairs' })
  await authority.reload()
  await authority.getByText(/代码 MZ，2 条目录，.*民政局/).waitFor()
  await axe(authority)
  await look(authority, 'front-authority')

  await enter(browser.context, city, url, 'jin')
  const page = await browser.open(`${url}/desk/front`, { size: desk, page: 'front' })
  expect(await page.getByText('失业登记').count()).toBe(0)
  await page.getByText('读不出的地方：share').waitFor()
  await axe(page)
  await look(page, 'front-unit')
  await page.getByRole('link', { name: '引用为草稿' }).click()
  await page.getByText('引自市共享平台').waitFor()
  for (const [label, words] of [['摘要', '享受最低生活保障的人员和起始日期'], ['共享类型的依据', '《社会救助暂行办法》'], ['共享条件', '按人逐件查询'], ['为什么改', '既有平台已有，引用'], ['哪天生效', new Date(city.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)]] as const) await page.getByLabel(label).first().fill(words)
  await page.getByLabel('不涉密').check()
  await page.getByLabel('主题').selectOption('生活服务')
  await axe(page)
  await look(page, 'front-draft')
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.waitForURL(/catalogue-changes\?.*id=/)
  const id = new URL(page.url()).searchParams.get('id')!
  await city.done('jin', `/exchange/changes/${id}/submit`)
  await city.done('ding', `/exchange/changes/${id}/assess`, { secrecy: '不含国家秘密和工作秘密', privacy: '按人逐件查询' })
  await city.done('hou', `/exchange/changes/${id}/pass`)
  fake.entries.splice(0, 1, entry('MZ/DB-01', '最低生活保障对象', { fields: [...fields, { name: '保障金额', field: 'amount', type: 'decimal' }] }))
  await city.tick()
  await page.goto(`${url}/desk/front`)
  await page.getByRole('link', { name: '已生效' }).click()
  await page.getByText('引自市共享平台，用时实时去那里查').waitFor()
  await page.getByText('多了“保障金额”').waitFor()
  await axe(page)
  await look(page, 'front-entry')
  await page.getByRole('button', { name: '已核对' }).click()
  await page.getByText('多了“保障金额”').waitFor({ state: 'detached' })
  expect(browser.errors).toEqual([])
})
