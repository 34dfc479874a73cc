import { keys } from '#base/keys'
import { signingKeys } from './signing-keys.ts'
import { listBytes, type SignedList } from './verifier/open-list.ts'

const AGAIN = 600_000
const made = new Map<string, { at: number; list: SignedList; whole: string }>()

/** A list as verifiers take it home: its text, and under it a signature of every key in force, so that whoever knows any of them believes it. Signed anew when it changes, and every ten minutes to say that it is fresh. 签名名单 */
export function signedList(what: string, mark: string, at: Date, content: () => object): SignedList {
  const name = `${keys().folder}\n${what}`
  const known = made.get(name)
  const inForce = signingKeys(at).filter(({ published }) => Date.parse(published.from) <= at.getTime() && at.getTime() < Date.parse(published.until))
  const whole = `${mark}\n${inForce.map(({ published }) => published.id).join()}`
  if (known && known.whole === whole && Math.abs(at.getTime() - known.at) < AGAIN) return known.list
  const list = JSON.stringify({ ...content(), at: at.toISOString() })
  const signed = { list, signatures: inForce.map(({ published, signer }) => ({ key: published.id, signature: Buffer.from(signer.sign(listBytes(what, list))).toString('base64') })) }
  made.set(name, { at: at.getTime(), list: signed, whole })
  return signed
}
