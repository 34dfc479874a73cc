import { randomInt } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { replaceLost } from '#systems/licence'
import type { ReasonedStep, WordedStep } from '../contract.ts'
import { deskActions } from '../parcel-actions.ts'
import { delivery } from '../tables.ts'
import { requireOfUnit, type ParcelRow } from './find-parcel.ts'
import { labelOf } from './label-of.ts'

type Versioned = { version?: number | undefined }
const at = ({ version }: Versioned): { version?: number } => (version === undefined ? {} : { version })

/** A step of the unit that sends, where the way knows it. */
async function stepOf(deed: Deed, id: string, action: string): Promise<ParcelRow> {
  const row = await requireOfUnit(deed, id, { lock: true })
  if (!(deskActions[row.way] as readonly string[]).includes(action)) throw conflict('delivery.not_this_way')
  return row
}

/** The carrier or the community has it. 交寄 */
export async function dispatchParcel(deed: Deed, id: string, body: Versioned): Promise<Matter> {
  await stepOf(deed, id, 'dispatch')
  return advance(deed, id, 'dispatch', at(body))
}

/** It lies in the box; from now on the code or the person's identity card opens it. 放进柜格 */
export async function loadParcel(deed: Deed, id: string, body: Versioned = {}): Promise<Matter> {
  return putInBox(deed, await stepOf(deed, id, 'load'), body)
}

/** The same, for whoever judged that it lies there: the clerk, or the cabinet that said so. */
export async function putInBox(deed: Deed, row: ParcelRow, body: Versioned = {}): Promise<Matter> {
  const matter = await advance(deed, row.id, 'load', at(body))
  const label = await labelOf(deed, row.id)
  for (let tries = 0; tries < 5; tries++) {
    const code = String(randomInt(100_000_000)).padStart(8, '0')
    const made = await delivery(deed.tx).insertInto('delivery.opening').values({
      parcel_id: row.id, application_id: row.application_id, person_id: row.person_id, cabinet: row.cabinet!, box: label!.box ?? '', tracking: label!.tracking, code_digest: keys().blind('delivery.opening_code', code)[0]!.digest, code: keys().seal('delivery.opening_code', code),
    }).onConflict((old) => old.doNothing()).executeTakeFirst()
    if ((made.numInsertedOrUpdatedRows ?? 0n) > 0n) return matter
  }
  throw new Error('no free opening code')
}

/** The person has it, as the carrier's paper or the community says; where a connector says so itself nobody need write it down. 已收到 */
export async function receiveParcel(deed: Deed, id: string, { words, ...body }: WordedStep): Promise<Matter> {
  await stepOf(deed, id, 'receive')
  return advance(deed, id, 'receive', { ...at(body), note: words })
}

/** It came back: it waits at the counter. 退回 */
export async function returnParcel(deed: Deed, id: string, { reason, words, ...body }: ReasonedStep): Promise<Matter> {
  await stepOf(deed, id, 'return')
  return advance(deed, id, 'return', { ...at(body), reason, ...(words === undefined ? {} : { note: words }) })
}

/** Nobody has it any more. 寄丢 */
export async function loseParcel(deed: Deed, id: string, { words, ...body }: WordedStep): Promise<Matter> {
  await stepOf(deed, id, 'lose')
  return advance(deed, id, 'lose', { ...at(body), note: words })
}

/** What was lost is issued anew, the old licence believed no more, and goes the same way once more. 补发 */
export async function reissueParcel(deed: Deed, id: string, body: Versioned): Promise<Matter> {
  const row = await stepOf(deed, id, 'reissue')
  const matter = await advance(deed, id, 'reissue', at(body))
  const replaced = await replaceLost(deed, { holderId: row.person_id, basis: `application:${row.application}`, newBasis: `application:${row.application}:${row.attempt}`, unitId: row.unit_id, words: `寄递途中遗失，寄递件 ${matter.number}` })
  await appendLeaf(deed, { kind: 'delivery.reissued', subjects: [row.person_id], payload: { parcel: id, application: row.application, unit: row.unit_id, licences: replaced } })
  return matter
}
