import type { Deed } from '#base/deed'
import { issueUnitKey, revokeUnitKey, unitKeys } from '#primitives/access'
import type { SandboxKeys } from '../contract.ts'

/** What a sandbox key opens: made-up people, and the catalogue. Nothing real. */
const opens = ['exchange.catalogue.read', 'exchange.sandbox.use']

/** A unit gives its engineers a key of the sandbox by itself; it is shown once. 自助领取沙箱密钥 */
export const issueSandboxKey = (deed: Deed, { name, days }: Readonly<{ name: string; days: number }>): Promise<{ id: string; key: string }> => issueUnitKey(deed, { name, permissions: opens, days })

/** The unit's sandbox keys, the newest first. 沙箱密钥 */
export const findSandboxKeys = async (deed: Deed): Promise<SandboxKeys> => ({ items: await unitKeys(deed, opens) })

/** Ends one of them. 吊销沙箱密钥 */
export async function revokeSandboxKey(deed: Deed, id: string): Promise<{ id: string }> {
  await revokeUnitKey(deed, id, opens, 'sandbox')
  return { id }
}
