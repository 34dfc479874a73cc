import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { appendLeaves, purgePayloads } from '#primitives/ledger'
import { sequenceEntries } from '../server/primitives/ledger/sequence-entries.ts'
import { copyTemplate } from '../test/kit/template.ts'

test('npm run verify-ledger passes a log with purged contents and fails when one byte was changed', async () => {
  const { config, drop } = await copyTemplate('tianjin', true)
  useKeys(config.keys)
  const database = openDatabase(config.databaseUrl)
  const run = jobRun(database, 'ledger.sequence', new Date())
  const ids = await run.perform((deed) => appendLeaves(deed, Array.from({ length: 300 }, (_, n) => ({ kind: 'test.done', payload: { n } }))))
  await run.perform((deed) => purgePayloads(deed, ids.slice(0, 7), 'retention'))
  await sequenceEntries(run)
  const owner = new pg.Client({ connectionString: config.databaseOwnerUrl })
  await owner.connect()
  const { rows: [head] } = await owner.query<{ note: string }>('select note from ledger.head')
  const kept = join(config.keys, 'kept-checkpoint')
  writeFileSync(kept, head!.note)
  const verify = () => new Promise<{ code: number; words: string }>((done) => {
    execFile(process.execPath, [join(import.meta.dirname, 'verify-ledger.ts'), '--checkpoint', kept], { env: { ...process.env, DATABASE_URL: config.databaseUrl, HAIHE_KEYS: config.keys } },
      (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), words: stdout + stderr }))
  })

  const whole = await verify()
  expect(whole.words).toContain('purged 7 (named by 1 purge leaves)')
  expect(whole.words).toContain('The ledger is whole.')
  expect(whole.code).toBe(0)
  await owner.query(`alter table ledger.payload no force row level security`)
  await owner.query(`update ledger.payload set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where entry_id = $1`, [ids[150]])
  const changed = await verify()
  expect(changed.words).toContain(`FAULT entry ${ids[150]} (test.done): its sealed contents were changed`)
  expect(changed.code).toBe(1)

  await owner.end()
  await database.close()
  await drop()
})
