import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { axe, desk, look, openBrowser, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let visitor: Browser
beforeAll(async () => {
  await buildWeb(() => undefined)
  city = await openTestCity()
  url = await city.listen()
  visitor = await openBrowser()
})
afterAll(async () => { await visitor?.close(); await city?.close() })

it('a visitor without a login finds a dataset, looks at it as a picture and as a table, and takes the very file whose hash is published', async () => {
  const page = await visitor.open(`${url}/data`, { size: desk, page: 'open-data' })
  await axe(page)
  await look(page, 'open-data-list')
  await page.keyboard.press('/')
  await page.keyboard.type('乌有先生')
  await page.getByText('没有找到“乌有先生”').waitFor()
  await look(page, 'open-data-none')
  await page.getByRole('searchbox').fill('街镇')
  await page.getByRole('link', { name: '区和街镇名录' }).click()
  await page.getByRole('heading', { name: /“镇”最多/ }).waitFor()
  await ready(page, 'dataset')
  await axe(page)
  await look(page, 'open-data-chart')
  await page.getByRole('link', { name: '表', exact: true }).click()
  await page.getByLabel('按列筛选').selectOption('级别')
  await page.getByLabel('值', { exact: true }).fill('区')
  await page.getByRole('button', { name: '只看这些' }).click()
  await page.getByText('已取 16 行，共 16 行').waitFor()
  await page.getByRole('button', { name: '代码', exact: true }).click()
  await page.getByRole('button', { name: '代码', exact: true }).click()
  await page.getByRole('row').nth(1).getByText('120119').waitFor()
  await axe(page)
  await look(page, 'open-data-table')
  await page.locator('label', { hasText: 'CSV' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 CSV' }).click()])
  const bytes = readFileSync(await file.path())
  await page.reload()
  await page.locator('label', { hasText: 'CSV' }).click()
  await page.getByText(createHash('sha256').update(bytes).digest('hex')).waitFor({ state: 'attached' })
  expect(bytes.toString()).toContain('120103,河西区')
  expect(visitor.errors).toEqual([])
})
