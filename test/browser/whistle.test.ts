import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, type BrowserCity } from './kit.ts'

let city: TestCity
let url = ''
let browse: BrowserCity['browse']
browserCity(async opened => { ({ city, url, browse } = opened) })

/** The desk of one member of the cast, in a browser of their own. */
const deskOf = async (login: string): Promise<Page> => {
  const browser = await browse()
  await enter(browser.context, city, url, login)
  return browser.open(`${url}/desk/whistles`, { size: desk, page: 'whistles' })
}
const act = async (page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> => {
  await page.locator('article footer').getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name }).last().click()
  await page.getByText(`${name}，办好了`).waitFor()
}
const call = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('打部门名字').fill(name)
  await page.getByRole('dialog').locator('fieldset ul button').first().click()
}

it('from the street’s whistle to its scores: each post sees only what it may do, and the page offends no rule', async () => {
  const street = await deskOf('zhao')
  await street.getByText('街镇吹哨后，区网格中心转办').waitFor()
  await axe(street)
  await street.keyboard.press('n')
  await street.getByRole('dialog').getByRole('button', { name: '吹哨' }).click()
  await street.getByText('写一句什么事').waitFor()
  await street.getByLabel('什么事').fill('占道加工堵住消防通道，反复出现')
  await street.getByLabel('要部门来做什么').fill('请住建委、消防支队到现场共同处置')
  await street.getByLabel('地点').fill('光明里')
  await street.getByRole('option').first().click()
  await street.getByLabel('打事项名或老百姓的说法').fill('消防通道')
  await street.locator('input[name=item]').first().check()
  await call(street, '住房和城乡建设')
  await call(street, '消防')
  await axe(street)
  await look(street, 'whistle-blow', [desk])
  await street.getByRole('dialog').getByRole('button', { name: '吹哨' }).click()
  await street.getByText('哨吹出去了').waitFor()
  expect(await street.locator('article footer button').allInnerTexts()).not.toEqual(expect.arrayContaining([expect.stringContaining('转办')]))

  const district = await deskOf('chen')
  await act(district, '转办')
  await look(district, 'whistle-passed', [desk])
  const lead = await deskOf('huang')
  await lead.getByRole('button', { name: '叫了我们' }).click()
  await act(lead, '牵头部门到场')
  const fire = await deskOf('niu')
  await act(fire, '部门到场')
  await act(fire, '部门办毕', async (dialog) => { await dialog.getByLabel('说明').fill('通道已打通') })
  await lead.reload() // the other department has moved it on
  await act(lead, '报告结果', async (dialog) => { await dialog.getByLabel('说明').fill('加工台已清走，立了警示牌') })

  await street.reload()
  await street.locator('article footer').getByRole('button', { name: '评分办结' }).waitFor()
  await act(street, '评分办结', async (dialog) => {
    await dialog.getByRole('button', { name: '评分办结' }).last().click()
    await dialog.getByText('每个部门都要评一次').waitFor()
    await dialog.locator('label').filter({ hasText: '很满意' }).first().click()
    await dialog.locator('label').filter({ hasText: '一般' }).last().click()
    await look(street, 'whistle-score', [desk])
    await axe(street)
  })
  await street.getByRole('button', { name: '全部', exact: true }).click()
  await street.getByText('5 分，很满意').waitFor()
  await street.getByText('3 分，一般').waitFor()
  await axe(street)
  await look(street, 'whistle-closed', [desk])
}, 180_000)
