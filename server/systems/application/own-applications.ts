import type { Deed } from '#base/deed'
import { ownMatters } from '#primitives/matter'
import type { OwnList } from '#primitives/registry'
import { openFirms } from '#systems/account'
import { awaitsApplicant, ownActions } from './application-actions.ts'
import { stillActedFor } from './proxy/own-or-for.ts'
import { openLetter } from './letter/write-letter.ts'
import { rowsOf } from './show-application.ts'
import { application } from './tables.ts'

const mine: ReadonlySet<string> = new Set(ownActions)

/** One's own applications; a draft that was thrown away is none. A decision that one may go against says by which ways, as its letter does. 我的办件 */
export const ownApplications: OwnList = {
  kind: 'own', id: 'application.own_applications', of: 'application',
  async page(deed, asked) {
    const db = application(deed.tx)
    const firms = await openFirms(deed)
    const held = await db.selectFrom('application.application').select(['id', 'person_id', 'item_code']).where('person_id', 'in', [deed.actor.id, ...firms]).orderBy('id', 'desc').limit(1000).execute()
    const ids = (firms.length === 0 ? held : await stillActedFor(deed, held)).map(({ id }) => id)
    const found = await ownMatters(deed, ids, asked, { yours: awaitsApplicant, without: ['abandoned'] })
    if (found.length === 0) return []
    const rows = await db.selectFrom('application.application').selectAll().where('id', 'in', found.map(({ one }) => one.id)).execute()
    const shown = await rowsOf(deed, rows, found.map(({ matter }) => matter))
    const remedies = await remediesOf(deed, found.filter(({ one }) => !one.open).map(({ one }) => one.id))
    return found.map(({ one }) => {
      const row = shown.get(one.id)!
      return { ...one, title: row.firm === null ? row.item.name : `${row.firm.name}：${row.item.name}`, who: one.open ? row.unit.name : null, can: one.can.filter(({ action }) => mine.has(action)), href: `/applications/${one.id}`, remedies: remedies.get(one.id) ?? [] }
    })
  },
}

/** What the last letter of each says that one may do against it. */
async function remediesOf(deed: Deed, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const letters = await application(deed.tx).selectFrom('application.letter').selectAll().distinctOn('application_id').where('application_id', 'in', ids).orderBy('application_id').orderBy('id', 'desc').execute()
  return new Map(letters.map((letter) => [letter.application_id, openLetter(letter).remedies.map(({ name }) => name)]))
}
