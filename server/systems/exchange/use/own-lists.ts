import type { OwnList } from '#primitives/registry'
import { ownCorrections } from '../correction/own-corrections.ts'
import { findOwnUses } from './find-own-uses.ts'

/** Who used one's data: over when it is written down, so none is open. 谁用过我的数据 */
const ownUses: OwnList = {
  kind: 'own', id: 'exchange.own_uses', of: 'use',
  async page(deed, { before, open, limit }) {
    if (open === true) return []
    const { items } = await findOwnUses(deed, { before, limit })
    return items.map((use) => ({
      id: use.entryId, number: use.matter?.number ?? null, title: use.resource?.name ?? '', state: use.delivery ? 'copied' : 'used', stateName: null, next: null, who: use.unit?.name ?? null, at: new Date(use.at), dueAt: null, overdue: false, open: false,
      turn: 'nobody', href: '/leaves', can: use.resource !== null && use.correction === null ? [{ action: 'correct', name: null }] : [], remedies: [],
    }))
  },
}

/** What this home gives to 我的事. */
export const ownLists: readonly OwnList[] = [ownCorrections, ownUses]
