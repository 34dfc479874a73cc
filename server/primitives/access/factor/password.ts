import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { invalid } from '#base/errors'

const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const // OWASP's first choice for argon2id: 19 MiB, 2 passes
const argon2id = (parameters: Argon2Parameters): Promise<Buffer> =>
  new Promise((done, fail) => argon2('argon2id', parameters, (error, key) => (error ? fail(error) : done(key))))

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** argon2id as a PHC string. Takes about 30 ms of a thread: always before the transaction. 口令散列 */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const key = await argon2id({ message: password.normalize('NFKC'), nonce: salt, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(key)}`
}

/** What is compared when there is no such login: the answer takes the same time. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(Buffer.alloc(16, 7))}$${base64(Buffer.alloc(32, 7))}`

/** Is this the password? Without a hash a full comparison is made all the same, and fails. 口令核对 */
export async function passwordMatches(hash: string | null, password: string): Promise<boolean> {
  const [, , , parameters, salt, key] = (hash ?? nobody).split('$')
  const { m, t, p } = Object.fromEntries(parameters!.split(',').map((pair) => pair.split('='))) as Record<'m' | 't' | 'p', string>
  const expected = Buffer.from(key!, 'base64')
  const found = await argon2id({ message: password.normalize('NFKC'), nonce: Buffer.from(salt!, 'base64'), memory: Number(m), passes: Number(t), parallelism: Number(p), tagLength: expected.length })
  return timingSafeEqual(found, expected) && hash !== null
}

const common = ['password', 'qwerty', '123456', 'admin', 'iloveyou', 'woaini', '5201314', '112233', '666666', '888888', 'letmein', 'welcome']

/** Refuses a password that is short, repeats itself, holds the login name, or is a common one with a tail. 口令强度 */
export function requireGoodPassword(password: string, login: string | null, leastLength: number): void {
  const lower = password.normalize('NFKC').toLowerCase()
  if ([...lower].length < leastLength) throw invalid('access.password_short', { length: leastLength })
  if (new Set(lower).size < 5) throw invalid('access.password_plain')
  if (login !== null && login.length >= 3 && lower.includes(login)) throw invalid('access.password_plain')
  const rest = common.reduce((text, word) => text.replaceAll(word, ''), lower)
  if (rest.length < lower.length && [...rest].length < 8) throw invalid('access.password_plain')
}
