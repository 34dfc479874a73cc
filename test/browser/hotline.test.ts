import type { Page } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import type { TestCity } from '../kit/city.ts'
import { sessionOf } from '../kit/session.ts'
import { axe, browserCity, desk, look, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

/** Opens a page of the desk as a member of the cast. */
const open = async (login: string, path: string, shown: string): Promise<Page> => {
  await browser.context.clearCookies()
  const [name, value] = (await sessionOf(city.city, login, city.now())).split(';')[0]!.split('=') as [string, string]
  await browser.context.addCookies([{ name, value, url, httpOnly: true }])
  const page = await browser.open(`${url}/desk${path}`, { size: desk, page: shown })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  return page
}
const take = async (page: Page, number: string): Promise<void> => {
  await page.getByLabel('来电号码').fill(number)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: '边听边记' }).waitFor()
}

describe('the hotline desk', () => {
  it('takes a call by keyboard alone: writes, sees what and where, registers and dispatches, wraps up', async () => {
    const page = await open('tang', '/call', 'call')
    await axe(page)
    await look(page, 'hotline-idle', [desk])
    await take(page, '13800010077')
    await page.getByText('近一年第一次来电').waitFor()
    await page.keyboard.type('昨天半夜开始家里没水，楼下水管爆了，住光明里12号楼2门501')
    await page.getByText('自来水管破裂跑水').first().waitFor()
    await page.getByText('会派给谁').waitFor()
    await ready(page, 'call')
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Alt+4')
    expect(await page.locator('[aria-pressed=true]').count()).toBeGreaterThanOrEqual(2)
    expect(await page.getByLabel('地点').inputValue()).toContain('12号楼2门501')
    await ready(page, 'call')
    await axe(page)
    await look(page, 'hotline-call', [desk, { width: 1280, height: 800 }])
    await page.keyboard.press('F2')
    await page.getByText('登记好了').waitFor()
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: '挂断，接下一个' }).click()
    await page.getByRole('button', { name: '接听' }).waitFor()
    const [order] = await city.sql<{ state: string }>(`select state from matter.matter where kind = 'hotline_help' order by id desc limit 1`)
    expect(order!.state).toBe('dispatched')
    await page.close()
  }, 90_000)

  it('offers to join what others called about, tells the right door, and answers at once', async () => {
    const page = await open('tang', '/call', 'call')
    await take(page, '13800010078')
    await page.keyboard.type('水管爆了没水了，光明里6号楼')
    await page.getByText('有同名，请核对').first().waitFor()
    expect(await page.getByText('很可能是同一件').count()).toBe(0) // several places of one name: none is taken
    await ready(page, 'call')
    await page.keyboard.press('Alt+4')
    await page.getByText('很可能是同一件').waitFor()
    await ready(page, 'call')
    await look(page, 'hotline-same', [desk])
    await page.keyboard.press('F4')
    await page.getByText('并入了，办好后一起回访').waitFor()
    await page.getByRole('button', { name: '同一通电话再登记一件' }).click()
    await page.getByRole('textbox', { name: '边听边记' }).fill('还有我要打官司，法院判决了执行不了')
    await page.getByText('这件可能不归热线').waitFor()
    await page.keyboard.press('F7')
    await page.getByRole('dialog').getByText('12368').waitFor()
    await ready(page, 'call')
    await axe(page)
    await look(page, 'hotline-refuse', [desk])
    await page.getByRole('button', { name: '不受理，已告知' }).click()
    await page.getByText('已告知该找谁').waitFor()
    await page.getByRole('button', { name: '同一通电话再登记一件' }).click()
    await page.getByRole('textbox', { name: '边听边记' }).fill('问一下几号供暖')
    await page.getByText('供暖时间和室温标准').first().waitFor()
    await page.keyboard.press('F3')
    await page.getByRole('button', { name: '答复好了，办结' }).click()
    await page.getByText('已当场答复').first().waitFor()
    await page.keyboard.press('F8')
    await ready(page, 'call')
    await axe(page)
    await look(page, 'hotline-transfer', [desk])
    await page.keyboard.press('2')
    await page.getByText('正在转 119').waitFor()
    const transfers = await city.sql<{ number: string }>('select number from hotline.transfer')
    expect(transfers).toEqual([{ number: '119' }])
    await page.close()
  }, 90_000)

  it('shows an accusation without who accuses, and the number only for a purpose', async () => {
    const call = await open('tang', '/call', 'call')
    await take(call, '13800010079')
    await call.getByText('举报', { exact: true }).click()
    await call.getByRole('textbox', { name: '边听边记' }).fill('光明里楼下饭店往雨水口倒废油')
    await call.getByText('举报人的姓名和号码只有热线本部能看').waitFor()
    await ready(call, 'call')
    await call.keyboard.press('F2')
    await call.getByText('登记好了').waitFor()
    await call.close()
    const page = await open('deng', '/orders?view=all&kind=accusation', 'orders')
    await page.getByText('往雨水口倒废油').first().waitFor()
    expect(await page.getByText('0079').count()).toBe(0)
    await axe(page)
    await look(page, 'hotline-accusation', [desk])
    await page.getByRole('button', { name: '看号码' }).click()
    await page.getByText('核查回访').click()
    await page.getByRole('button', { name: '看 60 秒' }).click()
    await page.getByText('13800010079').waitFor()
    await page.close()
  })

  it('has each post its worklist: dispatch, answer, call back with one of five levels', async () => {
    const unit = await open('yang', '/orders', 'orders')
    await axe(unit)
    await unit.close()
    const dispatcher = await open('cao', '/orders?view=all', 'orders')
    await dispatcher.locator('.entry').first().waitFor()
    await ready(dispatcher, 'orders')
    await axe(dispatcher)
    await look(dispatcher, 'hotline-orders', [desk])
    await dispatcher.close()
    const [order] = await city.sql<{ id: string, unit_id: string }>(`select id, unit_id from matter.matter where kind = 'hotline_help' and state = 'dispatched' order by id limit 1`)
    const actor = { kind: 'staff' as const, id: '00000000-0000-7000-8000-0000000000aa', postId: null, departmentId: order!.unit_id, divisionPath: '120103', grants: [{ permissions: new Set(['hotline.order.read']), divisionPath: '120103', departmentId: order!.unit_id }] }
    const { advanceOrder } = await import('../../server/systems/hotline/order/advance-order.ts')
    await city.deed(deed => advanceOrder(deed, order!.id, 'handle', { note: '已更换阀门，恢复供水' }), { actor })
    const page = await open('deng', '/orders', 'orders')
    await page.getByText('已更换阀门，恢复供水').first().waitFor()
    await page.getByRole('button', { name: '回访', exact: false }).and(page.locator('footer button')).first().click()
    await page.getByRole('dialog').getByText('满意', { exact: true }).click()
    await ready(page, 'orders')
    await axe(page)
    await look(page, 'hotline-call-back', [desk])
    await page.getByRole('dialog').getByRole('button', { name: '回访', exact: true }).click()
    await page.getByText('回访好了').waitFor()
    const [{ score } = { score: 0 }] = await city.sql<{ score: number }>('select score from matter.matter where id = $1', [order!.id])
    expect(score).toBe(4)
    await page.close()
  }, 90_000)

  it('keeps knowledge where it is found: by callers’ words, by department, by day of review', async () => {
    const page = await open('tang', '/knowledge', 'knowledge')
    await page.getByLabel('用来电人的话找').fill('暖气不热')
    await page.getByText('供暖时间和室温标准').first().waitFor()
    await ready(page, 'knowledge')
    await axe(page)
    await look(page, 'hotline-knowledge', [desk])
    await page.close()
  })

  it('raises no error on any page', () => { expect(browser.errors).toEqual([]) })
})
