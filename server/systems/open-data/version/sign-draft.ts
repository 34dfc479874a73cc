import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import type { SignDraft } from '../contract.ts'
import { draftOf, requireOwnDataset, type DatasetTable, type VersionTable } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'

/** The unit's head says why this may be open to everybody, and answers for it: for this draft and no other. 签署开放说明 */
export async function signDraft(deed: Deed, name: string, { draft: id, note, acceptRejects = false }: SignDraft): Promise<void> {
  const { dataset, draft } = await requireDraft(deed, name, id)
  await openData(deed.tx).updateTable('open_data.version').set({ note, accept_rejects: acceptRejects, signed_by: deed.actor.name ?? `${deed.actor.kind}:${deed.actor.id}`, signed_at: deed.now }).where('id', '=', draft.id).execute()
  await appendLeaf(deed, { kind: 'open_data.signed', payload: { dataset: dataset.name, draft: draft.id, sha256: draft.sha256.toString('hex'), note, acceptRejects } })
}

/** The draft that the actor has looked at; another one that came meanwhile is not it. */
export async function requireDraft(deed: Deed, name: string, id: string): Promise<{ dataset: DatasetTable; draft: VersionTable }> {
  const dataset = await requireOwnDataset(deed, name, { lock: true })
  const draft = await draftOf(deed, dataset.id)
  if (draft?.id !== id) throw conflict('open_data.draft_changed')
  return { dataset, draft }
}
