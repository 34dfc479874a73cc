import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { evaluate } from 'certlogic-js'
import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { machine } from './key-material.ts'
import { foreignKey } from './trusted-issuers.ts'
import { verify, type Judgement, type KeyList } from './verifier/door.ts'
import type { HealthRule } from './verifier/trust.ts'

const reference = process.env.HAIHE_REFERENCE ?? join(import.meta.dirname, '../../../../shared/reference')
const here = existsSync(join(reference, 'dgc')) && existsSync(join(reference, 'certlogic'))
if (!here) process.stdout.write('skipped: EU certificates and CertLogic against their published cases; ../shared/reference is not here\n')

type Case = { PREFIX: string; JSON?: unknown; TESTCTX: { CERTIFICATE: string; VALIDATIONCLOCK: string; DESCRIPTION?: string }; EXPECTEDRESULTS: Record<string, boolean> }
const cases = (here ? globSync('**/*.json', { cwd: join(reference, 'dgc') }).sort() : [])
  .map((path) => ({ path, given: JSON.parse(readFileSync(join(reference, 'dgc', path), 'utf8').replace(/^\uFEFF/, '')) as Case }))

/** Where we and the stated result differ, and why we stay with ours. */
const disagreements: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['1.0.0', '1.2.1', '1.3.0'].map((version) => [`PL/${version}/2DCode/raw/7.json EXPECTEDSCHEMAVALIDATION`, 'a test device that is on no list; the list is no part of the schema, changes weekly, and is a matter of rules'])),
  'IS/2DCode/raw/3.json EXPECTEDKEYUSAGE': 'the certificate names no use and shall therefore not sign; every other case of this kind says that it may sign all, as the specification does',
}
/** The picture of a code, which three files spell in their own way. */
const pictureOf = (given: Case): string | undefined => Object.entries(given as unknown as Record<string, string>).find(([name]) => /^_?2DCODE$/.test(name))?.[1]
/** What is stated of other things than reading a code. */
const notOurs = new Set(['EXPECTEDENCODE', 'EXPECTEDRESULTS'])

const trusting = (certificate: string, rules: HealthRule[] = []): KeyList => ({ city: '', name: '', at: '', keys: [], kinds: [], trusted: [foreignKey({ scheme: 'HC1', issuer: 'the case', certificate })], rules })
const judge = ({ PREFIX, TESTCTX }: Case, rules?: HealthRule[], at = TESTCTX.VALIDATIONCLOCK): Promise<Judgement> => verify(PREFIX, new Date(at), { keys: trusting(TESTCTX.CERTIFICATE, rules), revocations: null }, machine)

/** What a judgement says in the words of the cases. */
function stated({ reasons }: Judgement): Record<string, boolean> {
  const failed = new Set(reasons.filter(({ holds }) => holds !== true).map(({ code }) => code))
  const without = (...codes: string[]): boolean => codes.every((code) => !failed.has(code as never))
  const [unprefixed, unpacked] = [without('not_a_code'), without('not_a_code', 'not_base45')]
  const inflated = unpacked && without('not_deflate')
  const decoded = inflated && without('not_cose', 'not_a_certificate')
  const inTime = decoded && without('expired', 'not_yet_valid')
  return {
    EXPECTEDUNPREFIX: unprefixed, EXPECTEDB45DECODE: unpacked, EXPECTEDCOMPRESSION: inflated, EXPECTEDDECODE: decoded, EXPECTEDVALIDJSON: decoded, EXPECTEDVALIDOBJECT: decoded,
    EXPECTEDSCHEMAVALIDATION: decoded && without('wrong_schema'), EXPECTEDVERIFY: decoded && without('unknown_issuer', 'wrong_algorithm', 'altered'),
    EXPECTEDKEYUSAGE: decoded && without('key_usage'), EXPECTEDEXPIRATIONCHECK: inTime, EXPTECTEDEXPIRED: inTime, // spelt so, and meant alike
  }
}

test.skipIf(!here)('each of the EU\'s test certificates, with its certificate at its clock, is judged as it is stated; where not, it is said why', async () => {
  const differing: string[] = []
  let expectations = 0
  for (const { path, given } of cases) {
    const ours = stated(await judge(given))
    for (const [name, wanted] of Object.entries(given.EXPECTEDRESULTS)) {
      if (ours[name] === undefined) { expect(notOurs.has(name) || name === 'EXPECTEDPICTUREDECODE').toBe(true); continue }
      expectations += 1
      if (ours[name] !== wanted) differing.push(`${path} ${name}`)
    }
  }
  expect(differing.sort()).toEqual(Object.keys(disagreements).sort())
  expect([cases.length, expectations]).toEqual([462, 4003])
  expect(1 - differing.length / expectations).toBeGreaterThanOrEqual(0.995)
})

test.skipIf(!here)('the scanner reads each picture of a code as the text that is stated', async () => {
  const wasm = readFileSync(join(dirname(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')), 'zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const pictures = cases.filter(({ given }) => given.EXPECTEDRESULTS.EXPECTEDPICTUREDECODE !== undefined && pictureOf(given))
  const wrong = []
  for (const { path, given } of pictures) {
    const [read] = await readBarcodes(new Uint8Array(Buffer.from(pictureOf(given)!, 'base64')), { formats: ['QRCode'] })
    if ((read?.text === given.PREFIX) !== given.EXPECTEDRESULTS.EXPECTEDPICTUREDECODE) wrong.push(path)
  }
  expect([pictures.length, wrong]).toEqual([396, []]) // 17 more state a result and come without a picture
})

type Assertion = { directive?: string; data: unknown; expected: unknown; certLogicExpression?: unknown }
type Suite = { name: string; directive?: string; cases: { name: string; directive?: string; certLogicExpression?: unknown; assertions: Assertion[] }[] }

test.skipIf(!here)('CertLogic evaluates each published case that is not marked skipped', () => {
  const failed: string[] = []
  let evaluated = 0
  for (const path of globSync('*.json', { cwd: join(reference, 'certlogic/suite') })) {
    const suite = JSON.parse(readFileSync(join(reference, 'certlogic/suite', path), 'utf8')) as Suite
    if (suite.directive === 'skip') continue
    for (const one of suite.cases.filter(({ directive }) => directive !== 'skip'))
      for (const { data, expected, certLogicExpression, directive } of one.assertions) {
        if (directive === 'skip') continue
        evaluated += 1
        const found: unknown = evaluate((certLogicExpression ?? one.certLogicExpression) as never, data ?? null)
        if (JSON.stringify(found) !== JSON.stringify(expected)) failed.push(`${suite.name}: ${one.name}`)
      }
  }
  expect([evaluated, failed]).toEqual([218, []])
})

test.skipIf(!here)('a rule of the verifier is met, failed or left open; one that is over no longer counts; an issuer nobody trusts leaves it open', async () => {
  const { given } = cases.find(({ given: { EXPECTEDRESULTS: wanted, JSON: content } }) => wanted.EXPECTEDVERIFY && wanted.EXPECTEDSCHEMAVALIDATION && wanted.EXPECTEDEXPIRATIONCHECK && Array.isArray((content as { v?: unknown })?.v))!
  const rule = (Identifier: string, Logic: unknown, more: Partial<HealthRule> = {}): HealthRule => ({ Identifier, Version: '1.0.0', CertificateType: 'General', ValidFrom: '2021-01-01T00:00:00Z', ValidTo: '2030-01-01T00:00:00Z', Logic, ...more })
  const doses = { '>=': [{ var: 'payload.v.0.dn' }, { var: 'payload.v.0.sd' }] }
  const verdict = async (...rules: HealthRule[]) => { const { verdict: word, reasons } = await judge(given, rules); return [word, ...reasons.flatMap(({ holds, code, facts }) => (holds === true ? [] : [`${code} ${facts.rule}`]))] }
  const met = Number((given.JSON as { v: { dn: number; sd: number }[] }).v[0]!.dn) >= Number((given.JSON as { v: { sd: number }[] }).v[0]!.sd)
  expect(await verdict(rule('doses', doses))).toEqual(met ? ['valid'] : ['invalid', 'rule_failed doses'])
  expect(await verdict(rule('never', { '===': [1, 2] }))).toEqual(['invalid', 'rule_failed never'])
  expect(await verdict(rule('broken', { nonsense: [] }))).toEqual(['unsure', 'rule_open broken'])
  expect(await verdict(rule('over', { '===': [1, 2] }, { ValidTo: '2021-01-02T00:00:00Z' }), rule('tests', { '===': [1, 2] }, { CertificateType: 'Test' }))).toEqual(['valid'])
  const stranger = await verify(given.PREFIX, new Date(given.TESTCTX.VALIDATIONCLOCK), { keys: { ...trusting(given.TESTCTX.CERTIFICATE), trusted: [] }, revocations: null }, machine)
  expect([stranger.verdict, stranger.reasons[0]!.code]).toEqual(['unsure', 'unknown_issuer'])
})
