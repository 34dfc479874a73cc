import type { Deed } from '#base/deed'
import { machine } from './key-material.ts'
import { keyList } from './published-keys.ts'
import { revocationOf } from './published-revocations.ts'
import { verify, type Judgement } from './verifier/door.ts'

/** Judges a code by this city's own keys and its register. A code of any kind and of any length gets an answer. 验证凭证 */
export async function verifyCredential(deed: Deed, { code, at }: Readonly<{ code: string; at?: Date }>): Promise<Judgement> {
  const keys = { ...(await keyList(deed)), at: deed.now.toISOString() }
  return verify(code, at ?? deed.now, { keys, revocations: null, exactly: (id) => revocationOf(deed, id) }, machine)
}
