import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { verifyLedger } from '#primitives/ledger'
import { sequenceEntries } from '../../server/primitives/ledger/sequence-entries.ts'
import { copyTemplate } from '../kit/template.ts'

const KILLS = Number(process.env.KILLS ?? 3)

test('killed while it appends and places leaves, the ledger keeps every acknowledged leaf once, and is whole', async () => {
  const { config, drop } = await copyTemplate('tianjin', true)
  useKeys(config.keys)
  const database = openDatabase(config.databaseUrl)
  const acknowledged: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'ledger-writer.ts')], { env: { ...process.env, DATABASE_URL: config.databaseUrl, HAIHE_KEYS: config.keys }, stdio: ['ignore', 'pipe', 'inherit'] })
    let words = ''
    const dead = new Promise<void>((done) => void writer.once('close', () => done()))
    await new Promise<void>((enough) => writer.stdout.on('data', (part) => { words += String(part); if (words.length > 37 * (300 + kill * 170)) enough() }))
    writer.kill('SIGKILL')
    await dead
    acknowledged.push(...words.split('\n').filter((id) => id.length === 36))
  }
  const run = jobRun(database, 'ledger.sequence', new Date())
  await sequenceEntries(run)
  const report = await run.read((deed) => verifyLedger(deed))
  expect(report).toMatchObject({ faults: [], waiting: 0 })
  const client = await database.client()
  const { rows: [found] } = await client.query<{ count: bigint }>('select count(*) from ledger.entry where id = any($1) and leaf_index is not null', [acknowledged])
  client.release()
  expect(Number(found!.count)).toBe(new Set(acknowledged).size)
  expect(acknowledged.length).toBeGreaterThan(300 * KILLS)
  await database.close()
  await drop()
})
