import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { encode } from 'cborg'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { keyIdOf, machine, newPrivateKey, signerOf } from './key-material.ts'
import { fromBase45, toBase45 } from './verifier/base45.ts'
import { readContent, writeContent, type Content } from './verifier/content.ts'
import { verify, type KeyList } from './verifier/door.ts'
import { readFilter, writeFilter } from './verifier/revocation-filter.ts'
import { algorithmNumbers, protectedHeaders, toBeSigned, writeSign1, type Algorithm } from './verifier/sign1.ts'
import { PREFIX, readCode } from './verifier/verify-code.ts'
import { writeCode } from './write-code.ts'

const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString()
const algorithms = Object.keys(algorithmNumbers) as Algorithm[]
const content: Content = { city: '999900', id: randomUUIDv7(), kind: 'clubs.card', shown: false, holder: randomBytes(12), from: 1_790_000_000, until: 1_800_000_000, claims: new Map<number, string | boolean>([[1, '林*栋'], [4, true]]) }
const made = new Map(algorithms.map((algorithm) => {
  const { publicKey, sign } = signerOf(algorithm, newPrivateKey(algorithm))
  return [algorithm, { publicKey, signer: { headers: protectedHeaders(algorithm, keyIdOf(publicKey)), sign } }]
}))
const keys: KeyList = {
  city: '999900', name: '', at: '', kinds: [], trusted: [], rules: [],
  keys: [...made].map(([algorithm, { publicKey }]) => ({ id: keyIdOf(publicKey).toString('hex'), algorithm, key: publicKey.toString('base64'), from: '2026-01-01T00:00:00Z', until: '2029-01-01T00:00:00Z' })),
}
const at = new Date(1_795_000_000_000)
const judged = async (code: string) => { const { verdict, reasons } = await verify(code, at, { keys, revocations: null, exactly: async () => null }, machine); return [verdict, ...reasons.filter(({ holds }) => holds === false).map(({ code: reason }) => reason)] }
/** Bytes in the dress of a code. */
const dressed = (bytes: Uint8Array) => PREFIX + toBase45(deflateRawSync(bytes))

test('base45 refuses what RFC 9285 says is none, and reads and writes its examples', () => {
  for (const none of ['GGW', ':::', '::', 'A', 'AAAA', 'ab', 'A~', '汉字', 'AB\u0000', 'GGWAA']) expect([none, fromBase45(none)]).toEqual([none, null])
  for (const [plain, coded] of [['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']] as const) expect([toBase45(Buffer.from(plain)), text(fromBase45(coded))]).toEqual([coded, plain])
  expect(fromBase45('FGW')).toEqual(new Uint8Array([255, 255]))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { expect(fromBase45(toBase45(bytes))).toEqual(new Uint8Array(bytes)) }))
})

test('whatever is shown gets an answer with a reason: any text, any bytes in the dress of a code, any CBOR in the dress of a credential', async () => {
  const never = async (code: string) => {
    const { verdict, reasons } = await verify(code, at, { keys, revocations: null }, machine)
    expect([verdict, reasons.length]).toEqual(['invalid', 1])
  }
  const bytes = fc.uint8Array({ maxLength: 250 })
  await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string().map((one) => PREFIX + one), fc.string().map((one) => `HC1:${one}`)), never), { numRuns: 150 })
  await fc.assert(fc.asyncProperty(fc.oneof(bytes.map(dressed), bytes.map((one) => PREFIX + toBase45(one)), bytes.map((one) => `HC1:${toBase45(one)}`)), never), { numRuns: 150 })
  const signed = made.get('Ed25519')!.signer
  const anything = fc.jsonValue().map((value) => dressed(writeSign1(signed.headers, encode(value), signed.sign(toBeSigned(signed.headers, encode(value))))))
  await fc.assert(fc.asyncProperty(anything, never), { numRuns: 100 })
})

test('a bomb is not inflated, a code longer than a QR not read', async () => {
  expect(await readCode(dressed(new Uint8Array(5_000_000)), machine)).toBe('not_a_code') // 5 kB: no QR of ours
  expect(await readCode(dressed(new Uint8Array(100_000)), machine)).toBe('not_deflate') // 300 signs, 100 kB
})

test('the same said in any other way is refused: other lengths, other order, a field more, a field twice, something behind', async () => {
  const { headers, sign } = made.get('ES256')!.signer
  const signed = (payload: Uint8Array) => dressed(writeSign1(headers, payload, sign(toBeSigned(headers, payload))))
  const good = writeContent(content)
  expect(await judged(signed(good))).toEqual(['unsure']) // the kind is on no list
  const long = Buffer.concat([Buffer.from('b80501', 'hex'), good.subarray(2)]) // the same map, its size in two bytes
  const endless = Buffer.concat([Buffer.from('bf', 'hex'), good.subarray(1), Buffer.from('ff', 'hex')])
  const behind = Buffer.concat([good, Buffer.from('00', 'hex')])
  const ours = encode([0, content.kind, content.holder, content.claims])
  const exp = encode(new Map([[4, content.until]])).subarray(1)
  const from = encode(new Map([[5, content.from]])).subarray(1)
  const id = Buffer.concat([Buffer.from('0750', 'hex'), Buffer.from(content.id.replaceAll('-', ''), 'hex')])
  const [iss, key] = [encode(new Map([[1, content.city]])).subarray(1), Buffer.from('3a00010000', 'hex')]
  const whole = (...parts: Uint8Array[]) => Buffer.concat([Buffer.of(0xa0 + parts.length), ...parts])
  const own = Buffer.concat([key, ours])
  expect(whole(iss, exp, from, id, own)).toEqual(Buffer.from(good))
  for (const other of [long, endless, behind, whole(exp, iss, from, id, own), whole(iss, exp, from, id), whole(iss, exp, from, id, own, Buffer.from('2000', 'hex')), whole(iss, iss, from, id, own)])
    expect(await judged(signed(other))).toEqual(['invalid', 'not_a_credential'])
  for (const wrong of [{ from: content.until + 1 }, { kind: 'card' }, { holder: randomBytes(16) }, { claims: new Map([[24, true]]) }, { claims: new Map([[1, 0.5]]) }, { claims: new Map([1, 2, 3, 4].map((n) => [n, n])) }] as Partial<Content>[])
    expect(readContent(writeContent({ ...content, ...wrong }))).toBeNull()
})

test.each(algorithms)('%s: another key, another algorithm, a signature of nothing are refused; what is right is read', async (algorithm) => {
  const { signer, publicKey } = made.get(algorithm)!
  expect(await judged(writeCode(content, signer)!)).toEqual(['unsure'])
  const other = signerOf(algorithm, newPrivateKey(algorithm))
  expect(await judged(writeCode(content, { headers: signer.headers, sign: other.sign })!)).toEqual(['invalid', 'altered'])
  expect(await judged(writeCode(content, { headers: protectedHeaders(algorithms.find((one) => one !== algorithm)!, keyIdOf(publicKey)), sign: signer.sign })!)).toEqual(['invalid', 'wrong_algorithm'])
  for (const nothing of [new Uint8Array(64), new Uint8Array(64).fill(255)]) expect(await judged(writeCode(content, { headers: signer.headers, sign: () => nothing })!)).toEqual(['invalid', 'altered'])
  expect(await judged(writeCode({ ...content, city: '999901' }, signer)!)).toEqual(['invalid', 'other_city'])
})

test('our SM2 is that of the standard: the library with the standard id verifies what we sign, and we what it signs', () => {
  const secret = newPrivateKey('SM2')
  const { publicKey, sign } = signerOf('SM2', secret)
  const message = new Uint8Array(randomBytes(80))
  const how = { hash: true, userId: '1234567812345678' }
  expect(sm2.doVerifySignature(message, Buffer.from(sign(message)).toString('hex'), publicKey.toString('hex'), how)).toBe(true)
  const theirs = Buffer.from(sm2.doSignature(message, secret, how), 'hex')
  expect(machine.verify('SM2', 'raw', publicKey.toString('base64'), message, theirs)).toBe(true)
  expect(machine.verify('SM2', 'raw', publicKey.toString('base64'), message, Buffer.from(sm2.doSignature(message, secret, { hash: true, userId: 'another' }), 'hex'))).toBe(false)
})

test('the filter misses nobody, hits about one stranger in 65,536, takes 18 bits each, and what is no filter is none', () => {
  const id = (n: number) => { const hex = createHash('sha256').update(`id ${n}`).digest('hex'); return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` }
  const revoked = Array.from({ length: 10_000 }, (_, n) => id(n))
  const bytes = writeFilter(revoked)
  const filter = readFilter(revoked.length, Buffer.from(bytes).toString('base64'))!
  expect(revoked.filter((one) => !filter.has(one))).toEqual([])
  expect(Array.from({ length: 100_000 }, (_, n) => id(n + 1_000_000)).filter((one) => filter.has(one)).length).toBeLessThan(12) // 1 or 2 are to be expected
  expect((bytes.length * 8) / revoked.length).toBeLessThan(18)
  expect(readFilter(0, Buffer.from(writeFilter([])).toString('base64'))!.has(revoked[0]!)).toBe(false)
  for (const [count, broken] of [[10, ''], [10, 'AA=='], [10, '*'], [1, Buffer.from(bytes).toString('base64')], [10_000, Buffer.from(bytes.subarray(0, 10_000)).toString('base64')]] as const) expect(readFilter(count, broken)).toBeNull()
})
