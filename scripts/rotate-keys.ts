/** npm run rotate-keys: adds a data key; new values are sealed with it five minutes later. With `-- credential [ALGORITHM] [now]` adds a key that signs licences, from tomorrow on; with `-- seal UNIT` one with which a unit seals documents, at once. Old keys stay; nothing need be stopped. 轮换密钥 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { addDataKey } from '../server/base/crypto.ts'
import { useKeys } from '../server/base/keys.ts'
import { readCityFile } from '../server/base/profile.ts'
import { addSealKey } from '../server/primitives/credential/seal-document.ts'
import { addSigningKey } from '../server/primitives/credential/signing-keys.ts'

const folder = resolve(process.env.HAIHE_KEYS ?? join(resolve(process.env.HAIHE_DATA ?? './data'), 'keys'))
if (!existsSync(join(folder, 'master.key'))) {
  process.stdout.write(`There are no keys in ${folder}. Set HAIHE_KEYS, or start the city once.\n`)
  process.exit(2)
}
const [what, ...words] = process.argv.slice(2)
if (what === 'credential') rotateCredential(words)
else if (what === 'seal') rotateSeal(words[0] ?? '')
else process.stdout.write(`Data key ${addDataKey(folder)} added in ${folder}. It seals new values in five minutes. Back the folder up now; keep the old keys: what they sealed needs them.\n`)

function settings(): { algorithm: 'SM2'; key_days: number } | undefined {
  useKeys(folder)
  return (readCityFile(join(import.meta.dirname, '../cities', process.env.HAIHE_CITY ?? 'tianjin', 'city.yaml')) as { credentials?: { algorithm: 'SM2'; key_days: number } }).credentials
}

function rotateSeal(unit: string): void {
  const rules = settings()
  if (!rules || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(unit)) throw new Error('say whose seal: npm run rotate-keys -- seal UNIT')
  const { id, until } = addSealKey(unit, rules.algorithm, new Date(), rules.key_days)
  process.stdout.write(`Seal ${id} of ${unit} added in ${folder}. It seals at once, until ${until}; what the old one sealed stays sealed. Back the folder up now.\n`)
}

function rotateCredential(given: readonly string[]): void {
  const credentials = settings()
  const algorithm = (['SM2', 'ES256', 'Ed25519'] as const).find((one) => given.includes(one)) ?? credentials?.algorithm
  if (!algorithm || !credentials) throw new Error('city.yaml says nothing of credentials: this city signs none')
  // verifiers without a network take the list home once a day: they shall hold the key before it signs
  const from = new Date(Date.now() + (given.includes('now') ? 0 : 86_400_000))
  const { id, until } = addSigningKey(algorithm, from, credentials.key_days)
  process.stdout.write(`Key ${id} (${algorithm}) added in ${folder}. It signs licences from ${from.toISOString()} and verifies them until ${until}. Back the folder up now; keep the old keys: their codes are verified with them.\n`)
}
