import QRCode from 'qrcode'
import type { Deed } from '#base/deed'
import { conflict, unprocessable } from '#base/errors'
import { showCredential } from '#primitives/credential'
import type { ShownLicence } from './contract.ts'
import { requireOwn } from './find-licence.ts'
import { licenceKinds } from './licence-kinds.ts'
import { keepLook } from './looks.ts'
import { stateOf } from './rules.ts'

/** A code for the next minute with the facts that its holder chose, at most three, of those that the city lets this kind say. 出示证照 */
export async function showLicence(deed: Deed, id: string, facts: readonly string[]): Promise<ShownLicence> {
  const row = await requireOwn(deed, id)
  const state = stateOf(row, deed.now)
  if (state !== 'in_force') throw conflict(`licence.not_shown_${state}`)
  const kind = (await licenceKinds(deed, { retired: true })).find(({ code }) => code === row.kind)!
  const strange = facts.find((name) => !kind.facts.includes(name) && !Object.hasOwn(kind.claims, name))
  if (strange !== undefined) throw unprocessable('licence.fact_unknown', { licence: kind.name, fact: strange })
  const agent = deed.subject !== null || row.holder_kind === 'firm' // a firm shows nothing by itself
  const { code, from, until } = await showCredential(agent ? { ...deed, subject: row.holder_id } : deed, { id: row.credential_id, facts })
  await keepLook(deed, { licenceId: id, how: 'shown', unitId: null, agentId: agent ? deed.actor.id : null, about: [...new Set(facts)].sort().join(' ') })
  return { code, qr: await QRCode.toString(code, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }), from: from.toISOString(), until: until.toISOString() }
}
