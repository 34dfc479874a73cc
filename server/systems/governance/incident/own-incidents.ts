import { ownMatters } from '#primitives/matter'
import { divisionLine } from '#primitives/place'
import type { OwnList } from '#primitives/registry'
import { catalogue } from '../catalogue/items.ts'
import { governance } from '../tables.ts'
import { ownIds } from './find-incidents.ts'

/** What one reported under one's name or joined; called by its item, before that by how one's own words begin, without words by its place. 我上报的事件 */
export const ownIncidents: OwnList = {
  kind: 'own', id: 'governance.own_incidents', of: 'incident',
  async page(deed, asked) {
    const found = await ownMatters(deed, await ownIds(deed), asked)
    if (found.length === 0) return []
    const { byCode } = await catalogue(deed)
    const said = await governance(deed.tx).selectFrom('governance.statement').select(['incident_id', 'words']).where('person_id', '=', deed.actor.id).where('incident_id', 'in', found.map(({ one }) => one.id)).orderBy('report_id', 'desc').execute()
    const words = new Map(said.map((row) => [row.incident_id, row.words.slice(0, 40)]))
    return Promise.all(found.map(async ({ matter, one }) => ({
      ...one, title: byCode.get(matter.item ?? '')?.name ?? (words.get(one.id) || (await divisionLine(deed, matter.divisionPath)).map(({ name }) => name).join(' ')), href: `/matter/${one.id}`, remedies: [],
    })))
  },
}
