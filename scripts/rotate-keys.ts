/** npm run rotate-keys: adds a data key. New values are sealed with it five minutes later, old ones stay readable; nothing need be stopped. 轮换密钥 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { addDataKey } from '../server/base/crypto.ts'

const folder = resolve(process.env.HAIHE_KEYS ?? join(resolve(process.env.HAIHE_DATA ?? './data'), 'keys'))
if (!existsSync(join(folder, 'master.key'))) {
  process.stdout.write(`There are no keys in ${folder}. Set HAIHE_KEYS, or start the city once.\n`)
  process.exit(2)
}
process.stdout.write(`Data key ${addDataKey(folder)} added in ${folder}. It seals new values in five minutes. Back the folder up now; keep the old keys: what they sealed needs them.\n`)
