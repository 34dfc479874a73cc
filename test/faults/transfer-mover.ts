/** A process that executes the runs of a database until it is killed, as a server does. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { readTexts } from '#base/texts'
import { useNotices } from '#primitives/notice'
import { folderDrop } from '../../server/connectors/folder-drop.ts'
import { postgres } from '../../server/connectors/postgres.ts'
import { cities, server } from '../../server/equip.ts'
import { useConnectors } from '../../server/systems/transfer/connectors-here.ts'
import { runTransfers } from '../../server/systems/transfer/run/run-transfers.ts'

const database = openDatabase(process.env.DATABASE_URL!, { max: 3, name: 'mover' })
useKeys(process.env.HAIHE_KEYS!)
useNotices(readTexts(server, join(cities, process.env.HAIHE_CITY!)), {})
useConnectors({ postgres: postgres({ networks: ['127.0.0.0/8'] }), folder: folderDrop({ root: join(process.env.HAIHE_DATA!, 'drop') }) })
process.stdout.write('ready\n')
for (;;) {
  await runTransfers(jobRun(database, 'transfer.run', new Date()))
  await wait(50)
}
