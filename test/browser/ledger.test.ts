import { expect, it } from 'vitest'
import type { Page } from '@playwright/test'
import { appendLeaf, appendLeaves } from '#primitives/ledger'
import type { EntryProof } from '#contracts/ledger'
import type { TestCity } from '../kit/city.ts'
import { testActor } from '../kit/database.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { axe, browserCity, desk, enter, look, openBrowser, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let browser: Browser
let url = ''
browserCity(async opened => { ({ city, url } = opened); browser = await opened.browse() })

const verify = async (page: Page): Promise<void> => { await page.getByRole('button', { name: '在我的浏览器里核对' }).click() }
/** Changes each proof on its way to the browser, as somebody in between would. */
const meddle = async (page: Page, change: (proof: EntryProof) => Partial<EntryProof>): Promise<void> => {
  await page.unrouteAll()
  await page.route('**/ledger/entries/*/proof', async (route) => {
    const proof = await (await route.fetch()).json() as EntryProof
    await route.fulfill({ json: { ...proof, ...change(proof) } })
  })
}

it('a proof is calculated in the browser: unknown, waiting, meddled-with and lost ones are refused and told apart', async () => {
  await city.tick()
  const entryId = await city.deed((deed) => appendLeaf(deed, { kind: 'rule.published', payload: { table: 'test' } }))
  const page = await browser.open(`${url}/proof/01920000-0000-7000-8000-000000000000`, { page: 'proof' })
  await page.getByText('账本里没有这条记录').waitFor()
  await page.getByLabel('记录编号').fill('12 号')
  await page.keyboard.press('Enter')
  await page.getByText('编号是 36 位').waitFor()
  await page.getByLabel('记录编号').fill(`${url}/proof/${entryId}`) // a whole link, pasted
  await page.keyboard.press('Enter')
  await page.getByText('这条记录刚写入').waitFor()
  await axe(page)
  await look(page, 'proof-waiting', [phone])

  await city.tick()
  await verify(page)
  await page.getByRole('heading', { name: '对得上' }).waitFor()
  for (const checked of ['指纹重新算过', '步算到根', '检查点的签名是真的', '国密副签也是真的']) await page.getByRole('status').getByText(checked).waitFor()
  await page.getByText('看算到根的').click()
  await page.getByText('还有什么没有验').click()
  await page.getByText('和检查点签的根一样', { exact: true }).waitFor()
  await axe(page)
  await look(page, 'proof')

  await meddle(page, ({ path }) => ({ path: [path[1]!, path[0]!, ...path.slice(2)] }))
  await verify(page)
  await page.getByRole('heading', { name: '对不上' }).waitFor()
  await page.getByText('算出来的根，不是检查点签的那个').waitFor()
  await page.getByText('检查点的签名是真的').first().waitFor()
  await axe(page)
  await look(page, 'proof-broken', [phone])
  await meddle(page, ({ checkpoint }) => ({ checkpoint: `${checkpoint.split('\n').slice(0, 3).join('\n')}\nadded\n\n${checkpoint.split('\n\n')[1]}` }))
  await verify(page)
  await page.getByText('检查点的签名不对').waitFor()
  await page.getByText('国密副签不对').waitFor()
  await page.unrouteAll()

  await page.evaluate('crypto.subtle.importKey = () => Promise.reject(new DOMException("no such algorithm", "NotSupportedError"))')
  await verify(page)
  await page.getByRole('heading', { name: '没验全' }).waitFor()
  await page.getByText('这个浏览器不会 Ed25519').waitFor()
  await browser.context.setOffline(true)
  await verify(page)
  await page.getByText('没有网络，没从账本取到').waitFor()
  await look(page, 'proof-offline', [phone])
  await browser.context.setOffline(false)
  await page.close()
}, 120_000)

it('a resident reads which unit looked at what, when and for what, and verifies a line of it', async () => {
  await enter(browser.context, city, url, 'li')
  const [li] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'li'`)
  const page = await browser.open(`${url}/mine`, { page: 'mine' })
  await page.getByRole('link', { name: '谁看过我的信息' }).click()
  await ready(page, 'leaves')
  await page.getByText('还没有单位看过您的信息').waitFor()
  await axe(page)
  await look(page, 'leaves-none', [phone])

  const [unit] = (await city.anonymous({ url: '/units?q=水务&limit=1' })).json<{ items: { id: string, name: string }[] }>().items
  const actor = testActor({ kind: 'staff', departmentId: unit!.id })
  const seen = (fields: string[]) => ({ kind: 'party.unmasked', subjects: [li!.party_id], payload: { fields } })
  await city.deed((deed) => appendLeaves(deed, Array.from({ length: 20 }, () => seen(['phone']))), { actor, purpose: 'verify_by_call' })
  await city.deed((deed) => appendLeaf(deed, seen(['name', 'phone'])), { actor, purpose: 'ask_reporter' })
  await city.tick()
  await page.reload()
  await ready(page, 'leaves')
  expect(await page.getByRole('article').first().innerText()).toMatch(new RegExp(`${unit!.name}[^]*今天[^]*为了“联系上报人，问现场情况”，看了姓名、手机号`))
  expect(await page.getByRole('article').count()).toBe(20)
  await axe(page)
  await look(page, 'leaves')
  await page.getByRole('button', { name: '更多' }).click()
  await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(20)

  await page.evaluate(`localStorage.setItem('haihe.language', 'en'); document.documentElement.dataset.mode = 'elder'`)
  await look(page, 'leaves-elder', [phone])
  await page.getByRole('link', { name: '核对这一笔' }).first().click()
  await page.getByRole('heading', { name: '对得上' }).waitFor()
  await axe(page)
  await look(page, 'proof-elder', [phone])
  await page.reload()
  await page.getByRole('heading', { name: 'It holds' }).waitFor()
  await look(page, 'proof-en', [phone])
  await page.goBack()
  await page.getByText('Ask the reporter about the scene: looked at name, phone').waitFor()
  await look(page, 'leaves-en', [phone])
  expect(browser.errors).toEqual([])
  await page.close()
}, 120_000)

it('a resident sees what the city holds, opens what a department has, asks it to correct a value, takes a copy along, and closes the account and takes that back; a counter lists it for whoever has no phone', async () => {
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow('120199197904120029', '李晓梅')] })
  const page = await browser.open(`${url}/my-data`, { page: 'my-data' })
  await page.evaluate(`localStorage.setItem('haihe.language', 'zh-CN')`)
  await page.reload()
  await page.getByText('近 30 天').waitFor()
  await axe(page)
  await look(page, 'my-data')
  await page.getByRole('link', { name: /登录过的设备/ }).click()
  await page.getByText('网络日志留存').waitFor()
  await axe(page)
  await look(page, 'my-data-of')
  await page.goBack()
  await page.getByRole('link', { name: /人口基础信息|自然人/ }).first().click()
  await page.getByText('120199197904120029').waitFor()
  await axe(page)
  await look(page, 'my-data-entry')
  await page.getByRole('button', { name: /改正/ }).click()
  await page.getByLabel('哪一项').selectOption({ label: '姓名' })
  await page.getByLabel('哪里不对').fill('写错了一个字')
  await look(page, 'my-data-mend', [phone])
  await axe(page)
  await page.getByRole('button', { name: '请他们核实' }).click()
  await page.getByText(/校核 .* 已交给数源部门/).waitFor()
  await page.goto(`${url}/my-data`)
  await page.getByRole('button', { name: '做一份给我' }).click()
  await page.getByText('正在整理').first().waitFor()
  await city.tick()
  await page.getByRole('button', { name: '取走' }).scrollIntoViewIfNeeded()
  await axe(page)
  await look(page, 'my-data-copy', [phone])
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '取走' }).click()])
  expect(file.suggestedFilename()).toBe('我的数据.zip')
  await page.getByRole('link', { name: /注销账户/ }).click()
  await page.getByText('7 天内可以撤回').first().waitFor()
  await axe(page)
  await look(page, 'my-data-close')
  await page.getByRole('button', { name: '申请注销' }).click()
  await page.getByLabel('登录手机号').fill('15400001001')
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByText(/秒后/).waitFor()
  await page.getByLabel('短信验证码').fill(((await city.anonymous({ url: '/demo/codes/15400001001' })).json() as { code: string }).code)
  await look(page, 'my-data-close-code', [phone])
  await page.getByRole('button', { name: '确认注销' }).click()
  await page.getByRole('button', { name: '撤回，不注销了' }).waitFor()
  await axe(page)
  await look(page, 'my-data-closing', [phone])
  await page.getByRole('button', { name: '撤回，不注销了' }).click()
  await page.getByText('已撤回').waitFor()
  await page.close()

  const counter = await openBrowser()
  try {
    await enter(counter.context, city, url, 'liuqing')
    const theirs = await counter.open(`${url}/desk/data-at-counter`, { size: desk, page: 'data-at-counter' })
    await theirs.getByLabel('姓名').fill('李晓梅')
    await theirs.getByLabel('身份证号').fill('120199197904120029')
    await theirs.getByRole('button', { name: '人证一致' }).click()
    await theirs.getByRole('heading', { name: '李*梅的个人信息清单' }).waitFor()
    await axe(theirs)
    await look(theirs, 'my-data-counter')
    expect(counter.errors).toEqual([])
  } finally { await counter.close() }
  expect(browser.errors).toEqual([])
}, 60_000)
