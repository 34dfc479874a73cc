import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { jobRun } from '#base/jobs'
import { drawDocuments } from '../../server/systems/licence/draw-documents.ts'
import type { TestCity } from '../kit/city.ts'
import { axe, browserCity, desk, enter, look, phone, ready, type Browser } from './kit.ts'

let city: TestCity
let url = ''
let [holder, officer, verifier]: (Browser | undefined)[] = []
browserCity(async opened => {
  ;({ city, url } = opened)
  ;[holder, officer, verifier] = await Promise.all([opened.browse(), opened.browse(), opened.browse()])
})

it('an officer issues a card, its holder shows three facts of it, a second phone verifies them with the network cut; revoked while it is shown, it is believed no more', async () => {
  await enter(holder!.context, city, url, 'sun')
  const wallet = await holder!.open(`${url}/licences`, { page: 'licences' })
  await wallet.getByText('还没有证照').waitFor()
  await axe(wallet)
  await look(wallet, 'licence-empty', [phone])

  await enter(officer!.context, city, url, 'geng')
  const theirs = await officer!.open(`${url}/desk/licences`, { size: desk, page: 'desk-licences' })
  await theirs.getByRole('button', { name: '手工签发' }).click()
  await theirs.getByRole('radio', { name: '老年人优待证' }).check()
  await theirs.getByLabel('持证人身份证号').fill('120199194809030056')
  await look(theirs, 'licence-issue')
  await theirs.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click()
  await theirs.getByRole('heading', { name: '老年人优待证' }).waitFor()
  await drawDocuments(jobRun(city.city.database, 'licence.draw_documents', city.now()))

  await wallet.reload()
  await wallet.getByRole('link', { name: /老年人优待证/ }).waitFor()
  await axe(wallet)
  await look(wallet, 'licence-wallet', [phone])
  await wallet.getByRole('link', { name: /老年人优待证/ }).click()
  await ready(wallet, 'one-licence')
  const file = await wallet.request.get(new URL((await wallet.getByRole('link', { name: /打开证照文件/ }).getAttribute('href'))!, url).href)
  const pdf = await file.body()
  await axe(wallet)
  await look(wallet, 'licence-one', [phone])

  const second = await verifier!.open(`${url}/verify`, { page: 'verify' })
  await second.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await expect.poll(() => second.evaluate(`caches.open('haihe-code-reader').then(kept => kept.keys()).then(all => all.length)`)).toBe(1)
  await verifier!.context.setOffline(true)

  await wallet.getByRole('link', { name: '出示' }).click()
  await ready(wallet, 'show-licence')
  const picture = wallet.getByRole('img', { name: /二维码/ })
  await picture.waitFor()
  await axe(wallet)
  await look(wallet, 'licence-show', [phone])
  await wallet.getByRole('switch', { name: '给对方看满 65 周岁' }).click()
  expect(await wallet.getByRole('switch', { name: '给对方看出生日期' }).isDisabled()).toBe(true) // three is the most
  await wallet.getByRole('heading', { name: /对方只能看到 4 项/ }).waitFor()
  await expect.poll(() => wallet.locator('.paper[aria-busy="true"]').count()).toBe(0)
  const scan = async (on: typeof second, buffer: Buffer): Promise<void> => { await on.getByLabel('选一张图片').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer }) }
  await scan(second, await picture.screenshot())
  await second.getByRole('status').getByRole('heading', { name: '有效', exact: true }).waitFor()
  expect(await second.getByRole('listitem').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/满 60 周岁\s*是/), expect.stringMatching(/满 65 周岁\s*是/), expect.stringMatching(/持证人\s*孙\*福/)]))
  expect(await second.getByText('1948').count()).toBe(0)
  await look(second, 'licence-verified', [phone])

  await theirs.getByRole('button', { name: '调阅文件（留痕）' }).click()
  await theirs.reload()
  await theirs.getByText(/^调阅了证照文件/).waitFor()
  expect(await theirs.getByText(/给对方看/).count()).toBe(0) // where it was shown is for the holder alone
  await axe(theirs)
  await look(theirs, 'licence-desk')
  await theirs.getByRole('button', { name: '注销' }).click()
  await theirs.getByLabel('说明（本人看得到）').fill('户籍迁出本市')
  await look(theirs, 'licence-revoke', [desk])
  await wallet.getByRole('button', { name: '换一个新码' }).click()
  await expect.poll(() => wallet.locator('.paper[aria-busy="true"]').count()).toBe(0)
  const shown = await picture.screenshot()
  await theirs.getByRole('button', { name: '注销这张证照' }).click()
  await theirs.getByText('户籍迁出本市').waitFor()
  const third = await officer!.open(`${url}/verify`, { page: 'verify' })
  await third.locator('main[data-lists="held"]').waitFor()
  await scan(third, shown)
  await third.getByText(/已注销：不再符合条件/).waitFor()
  await wallet.getByRole('button', { name: '换一个新码' }).click()
  await wallet.getByText('这张证照已经注销，不能出示').waitFor()
  await wallet.goto(`${url}/licences`)
  await wallet.getByRole('link', { name: /已注销/ }).click()
  await wallet.getByText('户籍迁出本市').waitFor()
  await axe(wallet)
  await look(wallet, 'licence-revoked', [phone])

  await verifier!.context.setOffline(false)
  await second.goto(`${url}/verify/document`)
  await second.getByLabel('选证照文件').setInputFiles({ name: 'card.pdf', mimeType: 'application/pdf', buffer: pdf })
  await second.getByRole('heading', { name: '是真的，已注销' }).waitFor()
  await axe(second)
  await look(second, 'licence-document', [phone])
  expect(await city.sql(`select encode(sha256, 'hex') as hash from licence.document`)).toEqual([{ hash: createHash('sha256').update(pdf).digest('hex') }])
  for (const { errors } of [holder!, officer!, verifier!]) expect(errors).toEqual([])
}, 120_000)
