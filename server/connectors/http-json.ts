import { createHash } from 'node:crypto'
import { systemClock } from '#base/clock'
import { SourceStopped } from '#base/source-stopped'
import type { Connector, Source, SourceAddress, SourceColumn } from '#systems/transfer'
import { httpTarget } from './http-json-target.ts'
import { askPage, type Asking } from './http-page.ts'
import { at, cellOf, readJson } from './json-text.ts'
import { reachable } from './reachable.ts'

const MOST_PAGES = 100_000

/*
 * An API that gives its items page by page. `url` is its root, `table` the path below it; behind the # of either stands how its answers are to be read:
 *   items=/data/list     where the items are (the whole answer unless said)
 *   next=/links/next     where the address of the next page is
 *   page=pageNo&from=1   or: a parameter that counts pages, until one is empty
 *   after=cursor&cursor=/data/last   or: a parameter that takes what stands there, until nothing does
 * The secret is a header (`X-Api-Key: …`) or a bearer token. Each run is a full copy.
 */
type Reading = Readonly<{ first: URL; items: string; next: string | null; page: string | null; after: string | null; cursor: string }>
type Page = Readonly<{ items: readonly Record<string, unknown>[]; bytes: number; next: URL | null; digest: string }>

/** A department's JSON API, asked for its rows or given some. 数据源：接口 */
export function httpJson({ networks, patience = 1000, clock = systemClock }: Readonly<{ networks: readonly string[]; patience?: number; clock?: () => Date }>): Connector {
  const mayReach = reachable(networks)
  return { openSource: async (address) => openSource(address, { headers: headersOf(address.secret), mayReach, patience }), openTarget: async (address) => httpTarget(address, { mayReach, clock }) }
}

function headersOf(secret: string | null): Record<string, string> {
  if (!secret) return {}
  const header = /^([A-Za-z0-9-]+):\s*(.+)$/.exec(secret)
  return header ? { [header[1]!.toLowerCase()]: header[2]! } : { authorization: `Bearer ${secret}` }
}

function readingOf({ url, table }: SourceAddress): Reading {
  const root = new URL(url)
  const [path = '', how = ''] = table.split('#')
  const options = new URLSearchParams([...new URLSearchParams(root.hash.slice(1)), ...new URLSearchParams(how)])
  root.hash = ''
  const first = path === '' ? root : new URL(`${root.href.replace(/\/$/, '')}/${path.replace(/^\//, '')}`)
  if (!/^https?:$/.test(first.protocol) || first.origin !== root.origin) throw new SourceStopped('transfer.source.next_elsewhere', { host: first.host })
  const page = options.get('page')
  if (page && !first.searchParams.has(page)) first.searchParams.set(page, options.get('from') ?? '1')
  return { first, items: options.get('items') ?? '', next: options.get('next'), page, after: options.get('after'), cursor: options.get('cursor') ?? '' }
}

function openSource(address: SourceAddress, asking: Asking): Source {
  if (address.mode !== 'full') throw new SourceStopped('transfer.source.only_full')
  const reading = readingOf(address)
  const on = new AbortController() // closing ends what is under way
  const read = async (url: URL, signal: AbortSignal): Promise<Page> => {
    const text = await askPage(url, asking, AbortSignal.any([signal, on.signal]))
    const answer = readJson(text)
    const items = at(answer, reading.items)
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null)) throw new SourceStopped('transfer.source.no_items', { pointer: reading.items })
    return { items: items as Record<string, unknown>[], bytes: Buffer.byteLength(text), next: nextOf(reading, url, answer, items.length), digest: createHash('sha256').update(text).digest('hex') }
  }
  return {
    columns: async () => columnsOf((await read(reading.first, on.signal)).items),
    estimate: async () => null,
    mark: async () => null,
    async *copy(columns, after, signal) {
      let next = after === null ? reading.first : addressIn(after)
      const seen = new Set<string>()
      for (let last = ''; next;) {
        if (seen.has(next.href) || seen.size >= MOST_PAGES) throw new SourceStopped('transfer.source.pages_in_circle', { pages: seen.size })
        seen.add(next.href)
        const page = await read(next, signal)
        if (page.digest === last && page.items.length > 0) throw new SourceStopped('transfer.source.pages_in_circle', { pages: seen.size }) // a parameter that the API does not know
        ;[next, last] = [page.next, page.digest]
        if (page.items.length > 0) yield { rows: page.items.map((item) => columns.map((name) => cellOf(item[name]))), bytes: page.bytes, position: JSON.stringify({ next: next?.href ?? null }) }
      }
    },
    close: async () => on.abort(),
  }
}

const addressIn = (position: string): URL | null => {
  const { next } = JSON.parse(position) as { next: string | null }
  return next === null ? null : new URL(next)
}

function nextOf(reading: Reading, url: URL, answer: unknown, items: number): URL | null {
  const next = new URL(url)
  if (reading.next !== null) {
    const link = cellOf(at(answer, reading.next))
    if (!link) return null
    const found = new URL(link, url)
    if (found.origin !== url.origin) throw new SourceStopped('transfer.source.next_elsewhere', { host: found.host }) // it would be told our secret
    return found
  }
  if (reading.page !== null) {
    if (items === 0) return null
    next.searchParams.set(reading.page, String(Number(url.searchParams.get(reading.page)) + 1))
    return next
  }
  const cursor = reading.after === null ? null : cellOf(at(answer, reading.cursor))
  if (!cursor || items === 0) return null
  next.searchParams.set(reading.after!, cursor)
  return next
}

/** The names that the first page has, in the order in which they come. Not what kind of value they hold: a page of nulls would look like another kind. */
const columnsOf = (items: readonly Record<string, unknown>[]): SourceColumn[] => [...new Set(items.flatMap((item) => Object.keys(item)))].map((name) => ({ name, type: 'json' }))
