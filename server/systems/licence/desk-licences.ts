import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { findFirm, findPersonByNumber, findUnit, maskedPersons } from '#primitives/party'
import type { DeskKinds, DeskLicence, DeskLicencePage, DeskLicenceQuery, IssueByHand, LicenceLeaks, OneDeskLicence } from './contract.ts'
import { replacementOf, requireOfUnit } from './find-licence.ts'
import { issueLicence } from './issue-licence.ts'
import { ISSUE, issues } from './issuing-unit.ts'
import type { LicenceRow } from './licence-content.ts'
import { licenceKinds, requireLicenceKind } from './licence-kinds.ts'
import { keepLook, looksAt } from './looks.ts'
import { licence } from './tables.ts'
import { documentCopy, walletSaid } from './wallet.ts'

/** After this a licence without its document has slipped through: the job draws every few seconds. */
const GRACE = 600_000
const unitOf = (deed: Deed): string => deed.actor.departmentId ?? ''

/** What the actor's unit issues, with the fields to fill. 本单位证照种类 */
export async function deskKinds(deed: Deed): Promise<DeskKinds> {
  const unit = await findUnit(deed, unitOf(deed))
  const kinds = unit === null ? [] : (await licenceKinds(deed)).filter((kind) => issues(kind, unit))
  return { unit: unit?.name ?? '', items: kinds.map(({ code, name, english, holder = 'person', single, fields, basis, source }) => ({ code, name, english, holder, single, fields: fields.map(({ options, ...field }) => ({ ...field, options: [...(options ?? [])] })), basis: basis.map(({ law, article }) => law + (article ?? '')), source })) }
}

/** What the actor's unit issued, the latest first; by number exactly. 证照台账 */
export async function findDeskLicences(deed: Deed, { number, kind, limit = 50, after }: DeskLicenceQuery): Promise<DeskLicencePage> {
  const rows = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('unit_id', '=', unitOf(deed))
    .$if(number !== undefined, (query) => query.where('number', '=', number!.replaceAll(/\s/g, '').toUpperCase())).$if(kind !== undefined, (query) => query.where('kind', '=', kind!)).$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc').limit(limit + 1).execute()
  const items = await deskSaid(deed, rows.slice(0, limit))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

/** One licence of the unit, with what it says, who looked and its chain. 一张证照 */
export async function findDeskLicence(deed: Deed, id: string): Promise<OneDeskLicence> {
  const row = await requireOfUnit(deed, id, ISSUE)
  const [[said], [own]] = [await deskSaid(deed, [row]), await walletSaid(deed, [row])]
  const [before, next] = [row.replaces === null ? undefined : await licence(deed.tx).selectFrom('licence.licence').select(['id', 'number']).where('id', '=', row.replaces).executeTakeFirst(), await replacementOf(deed, id)]
  return { ...said!, fields: own!.fields, basis: row.basis, looks: await looksAt(deed, id, { ofUnits: true }), replaces: before ?? null, replacedBy: next ? { id: next.id, number: next.number } : null }
}

export async function deskSaid(deed: Deed, rows: readonly LicenceRow[]): Promise<DeskLicence[]> {
  const people = await maskedPersons(deed, rows.filter(({ holder_kind: kind }) => kind === 'person').map(({ holder_id: holder }) => holder))
  return (await walletSaid(deed, rows)).map(({ id, number, kind, state, from, until, issuedOn, document, revoked, holder, firm }, at) => ({ id, number, kind, state, from, until, issuedOn, document, revoked, holder: firm ? holder : people.get(rows[at]!.holder_id)?.name ?? '—' }))
}

/** The post of the issuing unit issues to whoever stands there, found by the identity number; the client's id makes it one licence however often it is sent. 手工签发 */
export async function issueByHand(deed: Deed, { id, kind, number, values }: IssueByHand): Promise<DeskLicence> {
  const { holder: who } = await requireLicenceKind(deed, kind)
  const holder = who === 'firm' ? await findFirm(deed, number) : await findPersonByNumber(deed, number, 'identify_at_counter')
  if (!holder) throw notFound(who === 'firm' ? 'licence.firm_unknown' : 'licence.holder_unknown')
  const [said] = await deskSaid(deed, [await issueLicence(deed, { kind, holderId: holder.id, values, basis: `desk:${id}` })])
  return said!
}

/** The unit opens the document of a licence that it issued: a leaf, and a line for the holder. 调阅证照文件 */
export async function openDocument(deed: Deed, id: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireOfUnit(deed, id, ISSUE)
  const copy = await documentCopy(deed, id)
  await appendLeaf(deed, { kind: 'licence.opened', subjects: [row.holder_id], payload: { licence: id, number: row.number } })
  await keepLook(deed, { licenceId: id, how: 'opened', unitId: row.unit_id, about: row.number })
  return { copy, number: row.number }
}

/** Licences of the unit that were issued and whose sealed document nobody has. 查漏：签发未送达 */
export async function findLicenceLeaks(deed: Deed): Promise<LicenceLeaks> {
  const rows = await licence(deed.tx).selectFrom('licence.undrawn as u').innerJoin('licence.licence as l', 'l.id', 'u.licence_id').selectAll('l').select('u.since')
    .where('l.unit_id', '=', unitOf(deed)).where('u.since', '<', new Date(deed.now.getTime() - GRACE)).orderBy('u.since').limit(200).execute()
  const said = await deskSaid(deed, rows)
  return { items: said.map((one, at) => ({ ...one, since: rows[at]!.since.toISOString() })) }
}
