/// <reference lib="dom" />
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDevPages, type DevPages } from './dev-pages.ts'
import { openBrowser, ready, type Browser } from './kit.ts'

const outbox = `/@fs${resolve('web/base/offline/use-outbox.ts')}`
const refusal = outbox.replace('offline/use-outbox', 'api/refusal')
const key = Buffer.alloc(32, 7).toString('base64url')
const who = (id: string) => ({ id, accountId: id, sessionId: id, kind: 'staff', name: '王建军', login: 'wang', locale: 'zh-CN', stage: 'full', expiresAt: '2099-01-01T00:00:00Z', mustChangePassword: false, totp: true, postId: null, postTitle: '网格员', departmentId: null, departmentName: null, divisionPath: null, permissions: [], divisions: [], roles: [], scopes: [], passkeys: [], idleSeconds: 900 })

let pages: DevPages
let browser: Browser
beforeAll(async () => { pages = await openDevPages('drafts'); browser = await openBrowser() })
afterAll(async () => { await browser?.close(); await pages?.close() })

/** A field page of one person; the city's answers are ours, its network we cut. */
const open = async (person: string, keyOf: string | null = key): Promise<Page> => {
  const page = await browser.context.newPage()
  await page.route(url => url.pathname === '/session', route => route.fulfill({ json: { who: who(person) } }))
  await page.route(url => url.pathname === '/session/draft-key', route => keyOf === null ? route.abort() : route.fulfill({ json: { key: keyOf } }))
  await page.route(url => ['/city', '/texts/zh-CN'].includes(url.pathname), route => route.fulfill({ status: 503, json: {} }))
  await page.goto(`${pages.url}field/`)
  await ready(page, 'home')
  return page
}
/** Runs words in the page with the app's own outbox at hand. */
const inPage = async <T>(page: Page, words: string): Promise<T> => page.evaluate(`import('${outbox}').then(async outbox => { const box = outbox.useOutbox(); ${words} })`)
const keep = (title: string, queue = true): string => `await box.keep({ kind: 'note', title: '${title}', queue: ${queue}, content: { body: { words: '${title}' }, photos: [new Blob(['photo of ${title}'], { type: 'image/jpeg' })] } });`
const until = async (page: Page, words: string): Promise<void> => { await expect.poll(() => inPage(page, `const items = box.items.value; return ${words}`), { timeout: 20_000 }).toBe(true) }

describe('drafts on a phone', () => {
  it('lie on the disk sealed: neither words nor photo can be read there', async () => {
    const page = await open('sealed')
    await inPage(page, keep('楼道堆放杂物', false))
    const raw = await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>(done => { const asked = indexedDB.open('haihe-drafts'); asked.addEventListener('success', () => { done(asked.result) }) })
      const rows = async (name: string): Promise<unknown[]> => new Promise(done => { const asked = db.transaction(name).objectStore(name).getAll(); asked.addEventListener('success', () => { done(asked.result) }) })
      const all = [...await rows('item'), ...await rows('content')] as { sealed: { data: ArrayBuffer } }[]
      return all.map(row => new TextDecoder().decode(row.sealed.data)).join('\n')
    })
    expect(raw.length).toBeGreaterThan(100)
    expect(raw).not.toMatch(/楼道|photo of/)
    await page.close()
  })

  it('cannot be opened by the next person who logs in, and open again for their owner', async () => {
    const first = await open('owner')
    await inPage(first, keep('路灯杆歪了', false))
    await first.close()
    const other = await open('other', Buffer.alloc(32, 9).toString('base64url'))
    expect(await inPage(other, 'return box.items.value.length')).toBe(0)
    await other.close()
    const again = await open('owner')
    await until(again, 'items.length === 1')
    expect(await inPage(again, 'const content = await box.read(box.items.value[0].id); return [content.body.words, await content.photos[0].text()]')).toEqual(['路灯杆歪了', 'photo of 路灯杆歪了'])
    await again.close()
  })

  it('go in the order of making once the network is back, each under one id however often it is tried', async () => {
    const page = await open('sender')
    await inPage(page, `window.sent = []; const { Refusal } = await import('${refusal}'); outbox.registerSender('note', async (item, content) => { window.sent.push([item.id, content.body.words]); if (!navigator.onLine) throw new Refusal(0, { code: 'offline', title: '没有网络' }) })`)
    await page.context().setOffline(true)
    await inPage(page, `${keep('第一件')} ${keep('第二件')} ${keep('第三件')}`)
    await until(page, "items.length === 3 && items.every(item => item.state === 'queued') && items[0].tries >= 1")
    await page.getByText('没有网络，照常工作').waitFor()
    await page.context().setOffline(false)
    await until(page, "items.every(item => item.state === 'sent')")
    const sent = await page.evaluate('window.sent') as [string, string][]
    expect(sent.map(([, words]) => words).filter((words, at, all) => words !== all[at - 1])).toEqual(['第一件', '第二件', '第三件'])
    expect(sent.length).toBeGreaterThan(3)
    expect(new Set(sent.map(([id]) => id)).size).toBe(3)
    await page.close()
  })

  it('that are refused say why, let the others pass, and go again by hand', async () => {
    const page = await open('refused')
    await inPage(page, `window.refuse = true; const { Refusal } = await import('${refusal}'); outbox.registerSender('note', async item => { if (window.refuse && item.title === '错的') throw new Refusal(422, { code: 'governance.item_retired', title: '这个事项不再使用', requestId: 'r1' }) }); ${keep('错的')} ${keep('对的')}`)
    await until(page, "items[0].state === 'refused' && items[1].state === 'sent'")
    await page.getByText('这个事项不再使用').waitFor()
    await page.evaluate('window.refuse = false')
    await page.getByRole('button', { name: '再发一次' }).click()
    await until(page, "items.every(item => item.state === 'sent')")
    await page.close()
  })

  it('open without a network after the page was closed, with the key still held on the phone', async () => {
    await (await open('held')).close()
    const page = await open('held', null)
    await inPage(page, keep('断网重开', false))
    expect(await inPage(page, 'return [box.locked.value, box.items.value.length]')).toEqual([false, 1])
    await page.close()
  })
})
