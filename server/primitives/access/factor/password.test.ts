import { expect, test } from 'vitest'
import { hashPassword, passwordMatches, requireGoodPassword } from './password.ts'

test('a wrong password and a missing account cost the same kind of work', async () => {
  const hash = await hashPassword('correct horse battery')
  // time that the processor worked, on all threads: what else the machine does is not in it
  const time = async (work: () => Promise<boolean>) => { const from = process.cpuUsage(); await work(); return process.cpuUsage(from).user }
  const known = await time(() => passwordMatches(hash, 'wrong'))
  const unknown = await time(() => passwordMatches(null, 'wrong'))
  expect(unknown).toBeGreaterThan(known / 4)
  expect(await passwordMatches(hash, 'correct horse battery')).toBe(true)
  expect(await passwordMatches(hash, 'correct horse batterz')).toBe(false)
})
test('nobody has no password, not even the dummy', async () => expect(await passwordMatches(null, '')).toBe(false))
test('full-width letters are the same letters', async () => expect(await passwordMatches(await hashPassword('河水向东流abc12'), '河水向东流ａｂｃ12')).toBe(true))
test('two hashes of one password differ', async () => expect(await hashPassword('x')).not.toBe(await hashPassword('x')))
test.each([
  ['short-1', 'access.password_short'],
  ['aaaaaaaaaaaa', 'access.password_plain'],
  ['zhaoxiuying-2026', 'access.password_plain'],
  ['password123456', 'access.password_plain'],
])('%s is refused: %s', (password, code) => expect(() => requireGoodPassword(password, 'zhaoxiuying', 12)).toThrow(expect.objectContaining({ code })))
test.each(['九河下梢天津卫三道浮桥两道关', 'correct horse battery', 'Tr0ub4dor&3xyz'])('%s is good enough', (password) => expect(() => requireGoodPassword(password, 'zhao', 12)).not.toThrow())
