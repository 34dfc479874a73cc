/** Codes signed and verified a second, beside the bare signature of the same algorithm in the same run: npm run bench -- credential */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { keyIdOf, machine, newPrivateKey, signerOf } from '../server/primitives/credential/key-material.ts'
import type { Content } from '../server/primitives/credential/verifier/content.ts'
import { verify, type Trust } from '../server/primitives/credential/verifier/door.ts'
import { readFilter, writeFilter } from '../server/primitives/credential/verifier/revocation-filter.ts'
import { algorithmNumbers, protectedHeaders, type Algorithm } from '../server/primitives/credential/verifier/sign1.ts'
import { readCode } from '../server/primitives/credential/verifier/verify-code.ts'
import { writeCode } from '../server/primitives/credential/write-code.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 20)
const ROUND = 60 // milliseconds
const say = (line: string): void => { process.stdout.write(`${line}\n`) }

/** Works a second: the two in turns of a few hundredths, so that whatever else the machine does falls on both. */
async function besides(...works: (() => unknown)[]): Promise<number[]> {
  const done = works.map(() => ({ times: 0, spent: 0 }))
  for (let round = -3; round < ROUNDS; round++)
    for (const [at, work] of works.entries()) {
      const began = performance.now()
      let times = 0
      while (performance.now() - began < ROUND) { const answer = work(); if (answer instanceof Promise) await answer; times++ }
      if (round < 0) continue // warming up
      done[at]!.times += times
      done[at]!.spent += performance.now() - began
    }
  return done.map(({ times, spent }) => (times / spent) * 1000)
}

export async function bench(): Promise<void> {
  const revoked = Array.from({ length: 10_000 }, () => randomUUIDv7())
  const filter = readFilter(revoked.length, Buffer.from(writeFilter(revoked)).toString('base64'))!
  let short = false
  for (const algorithm of Object.keys(algorithmNumbers) as Algorithm[]) {
    const { publicKey, sign } = signerOf(algorithm, newPrivateKey(algorithm))
    const [id, key] = [keyIdOf(publicKey), publicKey.toString('base64')]
    const signer = { headers: protectedHeaders(algorithm, id), sign }
    const words = { 'zh-CN': '满 60 周岁', en: 'Over 60' }
    const trust: Trust = {
      keys: {
        city: '990000', name: '', at: '', trusted: [], rules: [], keys: [{ id: id.toString('hex'), algorithm, key, from: '2026-01-01T00:00:00Z', until: '2029-01-01T00:00:00Z' }],
        kinds: [{ id: 'services.elder_card', title: words, issuer: '', claims: [{ number: 1, name: 'over_60', type: 'boolean', label: words }, { number: 2, name: 'name', type: 'text', label: words }] }],
      },
      revocations: { version: 1, at: '2026-11-25T00:00:00Z', filter },
    }
    const content: Content = { city: '990000', id: randomUUIDv7(), kind: 'services.elder_card', shown: true, holder: randomBytes(12), from: 1_795_000_000, until: 1_795_000_060, claims: new Map<number, string | boolean>([[1, true], [2, '林*栋']]) }
    const at = new Date(1_795_000_030_000)
    // some signatures take longer than others: the bare ones are those of the codes
    const codes = Array.from({ length: 32 }, () => writeCode({ ...content, id: randomUUIDv7() }, signer)!)
    const bare = await Promise.all(codes.map(async (code) => {
      const { verdict } = await verify(code, at, trust, machine)
      const read = await readCode(code, machine)
      if (verdict !== 'valid' || typeof read === 'string') throw new Error(`a code of ours is ${verdict}`)
      return { message: read.message.slice(), signature: read.signature.slice() }
    }))
    let turn = 0
    const next = <T>(all: readonly T[]): T => all[turn++ % all.length]!
    const [rawSign, issue, rawVerify, verifying] = (await besides(
      () => sign(next(bare).message), () => writeCode(content, signer),
      () => { const { message, signature } = next(bare); return machine.verify(algorithm, 'raw', key, message, signature) }, () => verify(next(codes), at, trust, machine),
    )) as [number, number, number, number]
    say(`${algorithm}: issue ${Math.round(issue)}/s, the raw signature ${Math.round(rawSign)}/s (ratio ${(issue / rawSign).toFixed(2)}); verify ${Math.round(verifying)}/s, the raw verification ${Math.round(rawVerify)}/s (ratio ${(verifying / rawVerify).toFixed(2)})`)
    short ||= issue / rawSign < 0.5 || verifying / rawVerify < 0.8
  }
  say(short ? 'NOT REACHED: issue 0.5 of the raw signature, verify 0.8 of the raw verification' : 'reached for each: issue ≥ 0.5 of the raw signature, verify ≥ 0.8 of the raw verification')
  if (short) process.exitCode = 1
}
