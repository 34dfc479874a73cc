import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { copyOf, fileFor, type StoredCopy } from '#primitives/file'
import { findUnits } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { isFirm, openFirms, principalsFor } from '#systems/account'
import type { OneLicence, OwnLicences, WalletLicence } from './contract.ts'
import { requireOwn } from './find-licence.ts'
import { contentOf, type LicenceRow } from './licence-content.ts'
import { licenceKinds, showingForm, type LicenceKind } from './licence-kinds.ts'
import { looksAt } from './looks.ts'
import { stateOf } from './rules.ts'
import { licence } from './tables.ts'

/** One's own licences, those of the firms for which one may do everything, or those of whom one acts for: what is in force first. 我的证照 */
export async function findOwnLicences(deed: Deed): Promise<OwnLicences> {
  const holder = deed.subject ?? deed.actor.id
  await sql`set local haihe.licence_holder = ${sql.lit(holder)}`.execute(licence(deed.tx)) // the policy lets the rows of whom one acts for through
  const firms = deed.subject === null && (await openFirms(deed)).length > 0 ? (await principalsFor(deed, null)).filter(({ kind }) => isFirm(kind)).map(({ id }) => id) : []
  const rows = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('holder_id', 'in', [holder, ...firms]).orderBy('id', 'desc').limit(100).execute()
  const items = await walletSaid(deed, rows)
  const good = (one: WalletLicence): number => (one.state === 'in_force' || one.state === 'coming' ? 0 : 1)
  return { items: items.toSorted((a, b) => good(a) - good(b)), kinds: (await licenceKinds(deed)).map(({ code, name, english }) => ({ code, name, english })) }
}

/** One licence of one's own, with who looked at it and what stood before and after it. 一张证照 */
export async function findOwnLicence(deed: Deed, id: string): Promise<OneLicence> {
  const row = await requireOwn(deed, id)
  const [said] = await walletSaid(deed, [row])
  const next = await licence(deed.tx).selectFrom('licence.licence').select(['id', 'number']).where('replaces', '=', id).executeTakeFirst()
  const before = row.replaces === null ? null : await licence(deed.tx).selectFrom('licence.licence').select(['id', 'number']).where('id', '=', row.replaces).executeTakeFirst()
  return { ...said!, looks: await looksAt(deed, id), replaces: before ?? null, replacedBy: next ?? null }
}

/** The copy of the document, for its holder. 证照文件 */
export async function ownDocument(deed: Deed, id: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireOwn(deed, id)
  return { copy: await documentCopy(deed, id), number: row.number }
}

export async function documentCopy(deed: Deed, id: string): Promise<StoredCopy> {
  const document = await licence(deed.tx).selectFrom('licence.document').select('file_id').where('licence_id', '=', id).executeTakeFirst()
  if (!document) throw conflict('licence.being_drawn')
  return copyOf(await fileFor(deed, document.file_id), 'work')
}

export async function walletSaid(deed: Deed, rows: readonly LicenceRow[]): Promise<WalletLicence[]> {
  const kinds = new Map((await licenceKinds(deed, { retired: true })).map((kind) => [kind.code, kind]))
  const units = await findUnits(deed, rows.map(({ unit_id: unit }) => unit))
  const drawn = new Map(rows.length === 0 ? [] : (await licence(deed.tx).selectFrom('licence.document').select(['licence_id', 'sha256']).where('licence_id', 'in', rows.map(({ id }) => id)).execute()).map((row) => [row.licence_id, row.sha256.toString('hex')]))
  const ofds = new Set(rows.length === 0 ? [] : (await licence(deed.tx).selectFrom('licence.ofd').select('licence_id').where('licence_id', 'in', rows.map(({ id }) => id)).where('file_id', 'is not', null).execute()).map((row) => row.licence_id))
  const today = await cityToday(deed)
  return rows.map((row) => {
    const [content, kind] = [contentOf(row), kinds.get(row.kind)!]
    return {
      id: row.id, number: row.number, kind: { code: kind.code, name: content.kind.name, english: kind.english, form: kind.credential }, unit: units.get(row.unit_id)?.name ?? content.unit, state: stateOf(row, deed.now),
      holder: content.holder.name, firm: row.holder_kind === 'firm' ? { id: row.holder_id, code: content.holder.number } : null, from: content.from, until: content.until, issuedOn: content.issuedOn, fields: content.fields.map(({ label, value }) => ({ label, value: String(value) })), document: drawn.get(row.id) ?? null, ofd: ofds.has(row.id),
      facts: factsOf(kind, content.claims, today), revoked: row.revoked_at === null ? null : { at: row.revoked_at.toISOString(), reason: row.revoked_reason!, words: row.revoked_words! },
    }
  })
}

/** What a code of this licence may say, with what it would say today. */
function factsOf(kind: LicenceKind, claims: Readonly<Record<string, string | number>>, today: string): WalletLicence['facts'] {
  const form = showingForm(kind)!
  const derived = kind.facts.map((name) => ({ name, value: form.facts[name]!.from(claims, today), first: kind.first.includes(name), derived: true }))
  return [...derived, ...Object.keys(form.claims).map((name) => ({ name, value: claims[name]!, first: kind.first.includes(name), derived: false }))]
}
