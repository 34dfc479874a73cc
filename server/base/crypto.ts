import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { macSm3, type Mac } from './hmac-sm3.ts'
import { keystream } from './sm4-keystream.ts'

export const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** JSON with sorted keys and no blanks (RFC 8785 for the values that we write: no numbers beyond safe integers and plain decimals). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical JSON holds no NaN and no infinity')
    return JSON.stringify(value)
  }
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  const record = value as Record<string, unknown>
  const fields = Object.keys(record).filter((key) => record[key] !== undefined).sort()
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`).join(',')}}`
}

/** Keys in a folder of mode 0700, outside the database and its backup. A data key that is added (`addDataKey`) is read at once and writes five minutes later, when every process has seen it. 密钥
 *  Sealed value: version (1 byte) . keyId (1 byte) . iv (16) . SM4-CTR ciphertext . HMAC-SM3 (32). Encrypt, then MAC: OpenSSL has no SM4-GCM. */
export type Keys = Readonly<{
  /** `context` names what is sealed ('party.person.name'); a value opens only under the context that sealed it. */
  seal(context: string, value: Buffer | string): Buffer
  /** The same of many values, as one call of the cipher. */
  sealAll(context: string, values: readonly Uint8Array[]): Buffer[]
  open(context: string, sealed: Buffer): Buffer
  /** Blind indexes of a value under every live key, the one that writes first. */
  blind(index: string, value: string): readonly Readonly<{ version: number; digest: Buffer }>[]
  /** What makes them, for many values. */
  blinders(index: string): readonly Mac[]
  /** A secret of so many bytes that is made once and kept in the folder, for signing keys and the like. */
  secret(name: string, make: () => Buffer): Buffer
  folder: string
}>

const VERSION = 1
const SEEN_BY_ALL = 300_000
const LOOK_AGAIN = 60_000
/** From so many bytes on OpenSSL's hashing makes up for its call. */
const LONG = 2048
type DataKey = Readonly<{ id: number; key: Buffer; since: number }>

/** A secret file that is made once: two processes may come first at once; each writes its own, whole, and the first name stands. */
function secretIn(folder: string, name: string, make: () => Buffer): Buffer {
  const path = join(folder, name)
  if (!existsSync(path)) {
    const half = `${path}.${process.pid}`
    writeFileSync(half, make(), { mode: 0o600 })
    try { linkSync(half, path) } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error } finally { unlinkSync(half) }
  }
  return readFileSync(path)
}

const dataKeys = (folder: string): DataKey[] => readdirSync(folder)
  .map((name) => /^data-(\d{1,3})\.key$/.exec(name)?.[1])
  .filter((id) => id !== undefined)
  .map((id) => { const path = join(folder, `data-${id}.key`); return { id: Number(id), key: readFileSync(path), since: statSync(path).mtimeMs } })
  .sort((a, b) => b.id - a.id)

/** Adds the next data key to a folder; what older keys sealed stays readable as long as they lie there. Returns its number. 轮换密钥 */
export function addDataKey(folder: string): number {
  const next = (dataKeys(folder)[0]?.id ?? 0) + 1
  if (next > 255) throw new Error('a sealed value names its key in one byte: there are 255 already')
  secretIn(folder, `data-${next}.key`, () => randomBytes(32))
  return next
}

export function openKeys(folder: string): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const secret = (name: string, make: () => Buffer): Buffer => secretIn(folder, name, make)
  secret('master.key', () => randomBytes(32))
  secret('data-1.key', () => randomBytes(32))
  const master = readFileSync(join(folder, 'master.key'))
  let [all, looked] = [dataKeys(folder), Date.now()]
  const lookAgain = (): void => { [all, looked] = [dataKeys(folder), Date.now()] }
  /** The writing key first, then the others. */
  const live = (): DataKey[] => {
    const now = Date.now()
    if (now - looked > LOOK_AGAIN) lookAgain()
    const writing = all.find(({ since }) => now - since >= SEEN_BY_ALL) ?? all.at(-1)!
    return [writing, ...all.filter((one) => one !== writing)]
  }
  const derived = new Map<string, { cipher: KeyObject; mac: Mac; long: KeyObject }>()
  const subkeys = (id: number, context: string) => {
    const name = `${id}\0${context}`
    const known = derived.get(name)
    if (known) return known
    if (!all.some((one) => one.id === id)) lookAgain() // another process may have added it
    const key = all.find((one) => one.id === id)?.key
    if (!key) throw new Error(`data key ${id} is not in the key folder`)
    const base = createHmac('sm3', master).update(key).digest()
    const mac = createHmac('sm3', base).update(`mac\0${context}`).digest()
    const made = { // key objects: with a Buffer, node makes one anew for every call, which takes four times as long as the sealing
      cipher: createSecretKey(createHmac('sm3', base).update(`cipher\0${context}`).digest().subarray(0, 16)),
      mac: macSm3(mac),
      long: createSecretKey(mac),
    }
    derived.set(name, made)
    return made
  }
  const macOf = ({ mac, long }: ReturnType<typeof subkeys>, head: Uint8Array): Buffer => (head.length < LONG ? mac.of(head) : createHmac('sm3', long).update(head).digest())
  const sealAll: Keys['sealAll'] = (context, values) => {
    const [{ id }] = live() as [DataKey]
    const key = subkeys(id, context)
    const ivs = randomBytes(16 * values.length)
    const stream = keystream(key.cipher, ivs, values)
    const out = Buffer.allocUnsafe(values.reduce((sum, { length }) => sum + length + 50, 0))
    let [start, block] = [0, 0]
    return values.map((value, of) => {
      const [begin, end] = [start, start + 18 + value.length]
      out[begin] = VERSION
      out[begin + 1] = id
      ivs.copy(out, begin + 2, of * 16, of * 16 + 16)
      for (let at = 0; at < value.length; at += 1) out[begin + 18 + at] = value[at]! ^ stream[block + at]!
      if (value.length < LONG) key.mac.into(out, begin, end, out, end)
      else macOf(key, out.subarray(begin, end)).copy(out, end)
      start = end + 32
      block += Math.ceil(value.length / 16) * 16
      return out.subarray(begin, start)
    })
  }

  return {
    folder,
    secret,
    seal(context, value) {
      const [{ id }] = live() as [DataKey]
      const key = subkeys(id, context)
      const iv = randomBytes(16)
      const stream = createCipheriv('sm4-ctr', key.cipher, iv)
      const head = Buffer.concat([Buffer.from([VERSION, id]), iv, stream.update(value), stream.final()])
      return Buffer.concat([head, macOf(key, head)])
    },
    sealAll,
    open(context, sealed) {
      if (sealed.length < 50 || sealed[0] !== VERSION) throw new Error('not a sealed value')
      const key = subkeys(sealed[1]!, context)
      const head = sealed.subarray(0, -32)
      if (!timingSafeEqual(macOf(key, head), sealed.subarray(-32))) throw new Error('a sealed value was changed')
      const stream = createDecipheriv('sm4-ctr', key.cipher, head.subarray(2, 18))
      return Buffer.concat([stream.update(head.subarray(18)), stream.final()])
    },
    blind: (index, value) => live().map(({ id }) => ({ version: id, digest: subkeys(id, `blind\0${index}`).mac.of(value) })),
    blinders: (index) => live().map(({ id }) => subkeys(id, `blind\0${index}`).mac),
  }
}
