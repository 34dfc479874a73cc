import { createCipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openKeys } from './crypto.ts'
import { macSm3 } from './hmac-sm3.ts'
import { keystream } from './sm4-keystream.ts'

test('HMAC-SM3 of every length up to four blocks, keys of every length up to a block, and what no page holds come out as OpenSSL makes them', () => {
  for (let length = 0; length <= 260; length += 1) {
    const [key, message] = [randomBytes(length % 65), randomBytes(length)]
    expect(macSm3(key).of(message), `${key.toString('hex')} ${message.toString('hex')}`).toEqual(createHmac('sm3', key).update(message).digest())
  }
  const [key, long] = [randomBytes(32), '河'.repeat(30_000)]
  const mac = macSm3(key)
  expect([mac.of(long), mac.of('海河'), mac.of('')]).toEqual([long, '海河', ''].map((one) => createHmac('sm3', key).update(one).digest()))
  expect(() => macSm3(randomBytes(65))).toThrow()
})

test('what many values are enciphered by in one call is what SM4-CTR adds to each, also where a counter runs over', () => {
  const cipher = createSecretKey(randomBytes(16))
  const values = Array.from({ length: 70 }, (_, length) => randomBytes(length))
  const ivs = Buffer.concat(values.map((_, at) => (at % 3 === 0 ? Buffer.alloc(16, 0xff) : at % 3 === 1 ? Buffer.concat([randomBytes(13), Buffer.from([0xff, 0xff, 0xfe])]) : randomBytes(16))))
  const stream = keystream(cipher, ivs, values)
  let block = 0
  for (const [at, value] of values.entries()) {
    const sealed = createCipheriv('sm4-ctr', cipher, ivs.subarray(at * 16, at * 16 + 16)).update(value)
    expect(Buffer.from(value.map((byte, i) => byte ^ stream[block + i]!)), `length ${at}`).toEqual(sealed)
    block += Math.ceil(at / 16) * 16
  }
})

test('values sealed together open one by one under their context and under no other, each differently, and not when a byte was changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-sealed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const keys = openKeys(folder)
  const values = ['', '王', '王建国', '王建国', '河'.repeat(2000)].map((one) => Buffer.from(one))
  const sealed = keys.sealAll('exchange.row', values)
  expect(sealed.map((one) => keys.open('exchange.row', one))).toEqual(values)
  expect(sealed[2]!.equals(sealed[3]!)).toBe(false)
  for (const one of sealed) {
    expect(() => keys.open('party.person.name', one)).toThrow()
    const changed = Buffer.from(one)
    changed[one.length >> 1]! ^= 1
    expect(() => keys.open('exchange.row', changed)).toThrow()
  }
})
