import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkpointSigners, newCheckpointSecret, verifierOf } from './checkpoint-keys.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { openNote, readNote, writeNote } from './signed-note.ts'
import { emptyRoot } from './tree.ts'

const signers = checkpointSigners('log.example/ledger', newCheckpointSecret())
const text = writeCheckpoint({ origin: 'log.example/ledger', size: 12, root: emptyRoot })
const note = writeNote(text, signers)
const known = signers.map((signer) => verifierOf(signer.verifierKey))

test('a checkpoint of which a byte was changed opens for nobody', () => {
  expect(openNote(note.replace('\n12\n', '\n13\n'), known)).toBeNull()
  const [one, two] = note.trimEnd().split('\n').slice(-2) as [string, string]
  for (const line of [one, two]) {
    const at = line.length - 10
    expect(openNote(note.replace(line, line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1)), known)).toBeNull()
  }
})

test('a note that only strangers signed is refused, and strangers beside a known key are passed over', () => {
  const stranger = checkpointSigners('log.example/ledger', newCheckpointSecret())
  expect(openNote(writeNote(text, stranger), known)).toBeNull()
  expect(openNote(writeNote(text, [...stranger, ...signers]), known)?.signedBy).toHaveLength(2)
})

test('what is no note, no checkpoint or no key is refused', () => {
  for (const odd of ['', 'a\n', 'a\n\n', 'a\n\n— b\n', `${text}\n— b !!!!\n`, note.slice(0, -1), note.replace('12', '1\t2')]) expect(readNote(odd)).toBeNull()
  for (const odd of ['a\n01\n', 'a\n-1\nAAAA\n', text.replace('=', ''), text.replace('12', '99999999999999999999')]) expect(readCheckpoint(odd)).toBeNull()
  expect(() => verifierOf(signers[0].verifierKey.replace('+', '+0'))).toThrow()
  expect(() => verifierOf('a+b+c')).toThrow()
})

test('both signatures of a checkpoint verify with the published keys', () => {
  const opened = openNote(note, known)
  expect(opened?.signedBy.map((key) => key.id.toString('hex'))).toEqual(signers.map((key) => key.id.toString('hex')))
  expect(readCheckpoint(opened!.text)).toEqual({ origin: 'log.example/ledger', size: 12, root: emptyRoot })
})

test('the key and the note of the published example agree with ours', () => {
  const published = verifierOf('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx')
  expect(published.name).toBe('example.com/log/testdata')
})

const openssl = ((): boolean => { try { return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3') } catch { return false } })()
test.skipIf(!openssl)('OpenSSL verifies our countersignature with the standard user id', () => {
  const key = signers[1].verifierKey.split('+').slice(2).join('+')
  const point = Buffer.from(key, 'base64').subarray(-65)
  const spki = Buffer.concat([Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex'), point])
  const folder = mkdtempSync(join(tmpdir(), 'haihe-sm2-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [r, s] = [0, 32].map((at) => integer(readNote(note)!.signatures[1]!.bytes.subarray(at, at + 32)))
  const body = Buffer.concat([r!, s!])
  writeFileSync(join(folder, 'key'), `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`)
  writeFileSync(join(folder, 'signature'), Buffer.concat([Buffer.of(0x30, body.length), body]))
  writeFileSync(join(folder, 'text'), text)
  const answer = execFileSync('openssl', ['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-pubin', '-inkey', 'key', '-sigfile', 'signature', '-in', 'text'], { cwd: folder, encoding: 'utf8' })
  expect(answer).toContain('Verified Successfully')
})

const integer = (bytes: Buffer): Buffer => {
  let start = 0
  while (start < 31 && bytes[start] === 0) start++
  const digits = bytes[start]! & 0x80 ? Buffer.concat([Buffer.of(0), bytes.subarray(start)]) : bytes.subarray(start)
  return Buffer.concat([Buffer.of(2, digits.length), digits])
}
