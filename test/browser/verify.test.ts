import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import QR from 'qrcode'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { issueCredential, revokeCredential, showCredential, useCredentials } from '#primitives/credential'
import { useContributions, type CredentialKind } from '#primitives/registry'
import { parts } from '../../server/main.ts'
import type { TestCity } from '../kit/city.ts'
import { testActor } from '../kit/database.ts'
import { axe, browserCity, look, phone, ready, type Browser } from './kit.ts'

const card: CredentialKind = {
  kind: 'credential', id: 'clubs.elder_card', claims: { name: { number: 1, type: 'text' }, born: { number: 2, type: 'date' } },
  facts: { over_65: { number: 3, type: 'boolean', from: ({ born }, today) => Number(today.slice(0, 4)) - Number(String(born).slice(0, 4)) > 65 } }, days: 3650, issuedBy: 'civil_affairs',
}
const said = { 'clubs.credential.elder_card.title': '老年人优待证', 'clubs.credential.elder_card.name': '姓名', 'clubs.credential.elder_card.born': '出生日期', 'clubs.credential.elder_card.over_65': '满 65 周岁' }

let city: TestCity
let browser: Browser
let url = ''
const folder = mkdtempSync(join(tmpdir(), 'haihe-film-'))
const before = (hours: number): Date => new Date(Date.now() - hours * 3_600_000)
const codes: Record<'good' | 'bad' | 'stale', string> = { good: '', bad: '', stale: '' }
const picture = async (code: string): Promise<Buffer> => {
  const qr = await QR.toBuffer(code, { errorCorrectionLevel: 'M', scale: 5, margin: 4 })
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#a0b0c0' } }).composite([{ input: await sharp(qr).rotate(7, { background: '#ffffff' }).resize(420).toBuffer(), left: 110, top: 20 }]).jpeg().toBuffer()
}
let show: (now?: Date) => Promise<string>
browserCity(async opened => {
  ;({ city, url } = opened)
  useContributions([...parts.homes, { name: 'clubs', chinese: '社团', contributions: [card] }])
  useCredentials({ 'zh-CN': new Map([...city.city.texts['zh-CN'], ...Object.entries(said)]), en: city.city.texts.en })
  const [li] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'li'`)
  const [unit] = await city.sql<{ id: string }>(`select id from party.department where role = 'civil_affairs' and level = 'city'`)
  const issue = () => city.deed((deed) => issueCredential(deed, { kind: card.id, holderId: li!.party_id, departmentId: unit!.id, claims: { name: '林*栋', born: '1950-03-02' } }), { now: before(48) })
  const [good, bad] = [await issue(), await issue()]
  await city.deed((deed) => revokeCredential(deed, { id: bad.id, reason: 'mistaken' }), { now: before(30) })
  const holder = testActor({ kind: 'person', id: li!.party_id })
  show = async (now = new Date()) => (await city.deed((deed) => showCredential(deed, { id: good.id, facts: ['over_65', 'name'] }), { actor: holder, now })).code
  Object.assign(codes, { good: good.code, bad: bad.code, stale: await show(before(1)) })
  const film = join(folder, 'code.mjpeg')
  writeFileSync(film, Buffer.concat(Array<Buffer>(10).fill(await picture(codes.good))))
  browser = await opened.browse({ camera: film })
})
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

it('a code is scanned, chosen as a picture or pasted, and judged on the device: with the network cut too, where a revoked one is left open until it can be asked', async () => {
  expect(QR.create(codes.good, { errorCorrectionLevel: 'M' }).version).toBeLessThanOrEqual(10)
  const page = await browser.open(`${url}/verify`, { page: 'verify' })
  const verdict = (word: string) => page.getByRole('status').getByRole('heading', { name: word, exact: true }).waitFor()
  await verdict('有效')
  await page.getByText('1950-03-02').waitFor()
  await axe(page)
  await look(page, 'verify-licence')

  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await expect.poll(() => page.evaluate(`caches.open('haihe-code-reader').then(kept => kept.keys()).then(all => all.length)`)).toBe(1)
  await browser.context.addInitScript(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))`)
  const paste = async (code: string): Promise<void> => {
    await page.getByRole('button', { name: '粘贴文字' }).click()
    await page.getByLabel('码的文字', { exact: true }).fill(code)
    await page.keyboard.press('Enter')
  }
  const next = () => page.getByRole('button', { name: '扫下一个' }).click()
  const fresh = await show()
  await browser.context.setOffline(true)
  await page.reload()
  await ready(page, 'verify')
  await page.getByText('没有摄像头权限').waitFor()
  await axe(page)
  await look(page, 'verify-offline')
  await page.getByLabel('选一张图片').setInputFiles({ name: 'code.jpg', mimeType: 'image/jpeg', buffer: await picture(fresh) })
  await verdict('有效')
  expect(await page.getByRole('listitem').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/满 65 周岁\s*是/), expect.stringMatching(/姓名\s*林\*栋/), expect.stringContaining('没有被注销')]))
  expect(await page.getByText('1950').count()).toBe(0)
  await axe(page)
  await look(page, 'verify-shown')

  await next()
  await paste(codes.stale)
  await verdict('码过期了')
  await axe(page)
  await look(page, 'verify-stale', [phone])
  await next()
  await paste(codes.good.replace(/.$/, codes.good.endsWith('0') ? '1' : '0'))
  await verdict('无效')
  await axe(page)
  await look(page, 'verify-altered', [phone])
  await next()
  await page.getByLabel('选一张图片').setInputFiles({ name: 'none.png', mimeType: 'image/png', buffer: await sharp({ create: { width: 50, height: 50, channels: 3, background: '#fff' } }).png().toBuffer() })
  await page.getByText('图片里没有找到二维码').waitFor()
  await paste(codes.bad)
  await verdict('还不能确定')
  await look(page, 'verify-unsure', [phone])
  await browser.context.setOffline(false)
  await next()
  await paste(codes.bad)
  await verdict('无效')
  await page.getByText('已注销：发错了').waitFor()
  await axe(page)
  await look(page, 'verify-revoked', [phone])
  expect(browser.errors).toEqual([])
  await page.close()
}, 120_000)
