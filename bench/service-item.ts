/** Search over 1,800 items: the ranking alone, and a question over HTTP beside a list without words in the same run: npm run bench -- service-item. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { itemCatalogue } from '../server/systems/service-item/item/item-catalogue.ts'
import { loadServiceItems } from '../server/systems/service-item/item/load-service-items.ts'
import { indexItems } from '../server/systems/service-item/search/item-index.ts'
import { rankItems } from '../server/systems/service-item/search/rank-items.ts'
import { readQuestion } from '../server/systems/service-item/search/read-question.ts'
import { openCityProcess } from '../test/faults/city-process.ts'
import { madeItems } from './made-items.ts'

const ITEMS = Number(process.env.ITEMS ?? 1800)
/** Fewer than one address may ask in a minute. */
const ASKED = 220
const at = (times: readonly number[], part: number): string => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)]!.toFixed(1)
const line = (what: string, times: readonly number[]): void => void process.stdout.write(`${what.padEnd(34)} p50 ${at(times, 0.5)} ms   p95 ${at(times, 0.95)} ms   p99 ${at(times, 0.99)} ms   (${times.length})\n`)

export async function bench(): Promise<void> {
  const questions = readFileSync(join(import.meta.dirname, '../test/service-item/service-questions.tsv'), 'utf8').trim().split('\n').slice(1).map((one) => one.split('\t')[1]!)
  const city = await openCityProcess('tianjin', 'city')
  try {
    const address = await city.up()
    useKeys(join(city.env.HAIHE_KEYS!))
    const database = openDatabase(city.env.DATABASE_URL!, { max: 2 })
    const run = jobRun(database, 'bench', new Date())
    const { items: held, spoken } = await run.read((deed) => itemCatalogue(deed))
    const items = madeItems([...held.values()].map(([live]) => live!.content), ITEMS)
    await run.perform((deed) => loadServiceItems(deed, { department: 'public_service', items: items.slice(held.size) }, { path: 'bench' }))
    await database.close()
    const begun = performance.now()
    const index = indexItems(items)
    process.stdout.write(`index of ${items.length} items in ${(performance.now() - begun).toFixed(0)} ms\n`)
    const [ranked, asked, listed]: number[][] = [[], [], []]
    const timed = async (into: number[], act: () => unknown): Promise<void> => { const from = performance.now(); await act(); into.push(performance.now() - from) }
    const get = async (path: string): Promise<void> => { const answer = await fetch(`${address}${path}`); if (!answer.ok) throw new Error(`${path}: ${answer.status}`); await answer.text() }
    for (let round = 0; round < 5; round++) for (const question of questions) await timed(ranked!, () => rankItems(readQuestion(question, spoken, index), index, (_, code) => code))
    await get(`/service-item/items?q=${encodeURIComponent('热身')}`)
    for (const question of questions.slice(0, ASKED)) await timed(asked!, () => get(`/service-item/items?q=${encodeURIComponent(question)}`))
    for (let n = 0; n < ASKED; n++) await timed(listed!, () => get('/service-item/terms'))
    line('ranking in the process', ranked!)
    line('a question over HTTP', asked!)
    line('the terms over HTTP, no search', listed!)
  } finally { await city.close() }
}
