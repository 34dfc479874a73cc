import type { ComputedRef } from 'vue'
import { startOutbox, useOutbox } from '../../../base/offline/use-outbox.ts'
import type { FormValues } from '../../../base/form/what-is-shown.ts'

type Held = { values: FormValues, base: FormValues }
type Kept = { ready: ComputedRef<boolean>, keep: (held: Held, title: string) => Promise<void>, read: () => Promise<Held | null>, drop: () => Promise<void> }

/** What was typed and the city does not have yet, sealed on this device under the application's id (本机草稿). */
export const useKept = (id: string, page = `/applications/${id}/fill`): Kept => {
  const outbox = useOutbox()
  if (!outbox.started.value) void startOutbox()
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = async (work: () => Promise<unknown>): Promise<void> => { last = last.then(work).catch(() => undefined); await last }
  return {
    ready: outbox.started,
    keep: (held, title) => inTurn(async () => { if (!outbox.locked.value) await outbox.keep({ kind: 'application', title, page, content: { body: held, photos: [] }, queue: false }, id) }),
    read: async () => outbox.locked.value ? null : ((await outbox.read(id))?.body as Held | undefined) ?? null,
    drop: () => inTurn(() => outbox.remove(id)),
  }
}
