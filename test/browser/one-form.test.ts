import { expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, openBrowser, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let browser: Browser
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() }, { at: '2026-11-25T02:00:00Z' })

it('a department drops its form, sees which columns the exchange has, keeps one with a reason, leaves the others out; the authority passes it, and the street sees that it is in force', async () => {
  await enter(browser.context, city, url, 'jin')
  const page = await browser.open(`${url}/desk/forms`, { size: desk, page: 'forms' })
  await page.getByLabel('拖入或选一个表格文件').setInputFiles({ name: '高龄津贴发放台账.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,身份证号,享受起始日期,月津贴金额（元）,走访日期,走访人签字\n') })
  await page.getByText('一行一列，现有 6 列').waitFor()
  await page.getByRole('button', { name: '查一查', exact: true }).click()
  await page.getByText('6 列里有 3 列平台已有').waitFor()
  await axe(page)
  await look(page, 'form-checked')
  await page.getByLabel('“享受起始日期”一定要保留的理由').fill('共享数据按月更新，核查要当天的')
  await page.getByRole('button', { name: '去掉平台已有的 2 列' }).click()
  await page.getByLabel('用来做什么').fill('核对津贴是否到人')
  await page.getByLabel('法律依据').fill('《老年人权益保障法》第三十三条')
  await page.getByLabel('用到哪天').fill('2027-03-31')
  await look(page, 'form-rest')
  await page.getByRole('button', { name: '连同理由送审' }).click()
  await page.getByText('已送数据主管部门审核').waitFor()
  await page.getByRole('heading', { name: /高龄津贴发放台账.*待审核/ }).waitFor()

  const authority = await openBrowser()
  try {
    await enter(authority.context, city, url, 'hou')
    const theirs = await authority.open(`${url}/desk/forms?view=to_review`, { size: desk, page: 'forms' })
    await theirs.getByText('共享数据按月更新，核查要当天的').waitFor()
    await axe(theirs)
    await look(theirs, 'form-review')
    await theirs.getByRole('button', { name: '同意保留并登记' }).click()
    await theirs.getByLabel('理由').fill('平台数据确实不是当天的')
    await theirs.getByRole('dialog').getByRole('button', { name: '同意保留并登记' }).click()
    await theirs.getByText('没有待审核的报表').waitFor()
    expect(authority.errors).toEqual([])
  } finally { await authority.close() }
  const street = await openBrowser()
  try {
    await enter(street.context, city, url, 'zhao')
    const theirs = await street.open(`${url}/desk/forms`, { size: desk, page: 'forms' })
    await theirs.getByRole('heading', { name: /高龄津贴发放台账.*在册/ }).waitFor()
    await axe(theirs)
    await look(theirs, 'form-in-force')
    expect(street.errors).toEqual([])
  } finally { await street.close() }
  expect(browser.errors).toEqual([])
})
