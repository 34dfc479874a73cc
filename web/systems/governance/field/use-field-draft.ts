import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { uuidv7 } from '../../../base/api/uuid.ts'
import { useOutbox } from '../../../base/offline/use-outbox.ts'
import { who } from '../../../base/session/session.ts'
import type { Photo } from '../../../base/ui/photos.ts'
import { emptyForm, saysSomething, type FieldBody, type FieldForm } from './field-form.ts'

type FieldDraft = {
  form: Ref<FieldForm>, before: Ref<Photo[]>, after: Ref<Photo[]>,
  /** Shown only when it is known what lies on the phone: an empty form would overwrite a draft. */
  opened: Ref<boolean>, queue: () => Promise<void>
}
const SAVE_AFTER = 400

/** A form that is kept on the phone while one writes, and goes from there; reopened by ?draft= (草稿). */
export const useFieldDraft = (kind: 'incident' | 'mend', title: (form: FieldForm) => string): FieldDraft => {
  const [route, router, outbox] = [useRoute(), useRouter(), useOutbox()]
  const path = route.path
  const [form, before, after, opened] = [ref(emptyForm()), ref<Photo[]>([]), ref<Photo[]>([]), ref(false)]
  let id = uuidv7()
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  const keep = async (queue: boolean): Promise<void> => {
    clearTimeout(timer); timer = undefined
    const photos = [...before.value, ...after.value]
    const body: FieldBody = { ...form.value, ids: photos.map(photo => photo.id), before: before.value.length }
    await outbox.keep({ kind, title: title(form.value), page: `${path}?draft=${id}`, content: { body: JSON.parse(JSON.stringify(body)) as FieldBody, photos: photos.map(photo => photo.blob) }, queue }, id)
  }
  const photoOf = (blob: Blob, photoId: string): Photo => ({ id: photoId, blob, url: URL.createObjectURL(blob), width: 0, height: 0 })
  const open = async (): Promise<void> => {
    const asked = route.query['draft']
    const held = typeof asked === 'string' ? await outbox.read(asked) : null
    const own = who.value?.divisions
    if (held !== null && typeof asked === 'string') {
      const { ids, before: count, ...written } = held.body as FieldBody
      id = asked
      form.value = written
      const photos = held.photos.map((blob, at) => photoOf(blob, ids[at] ?? uuidv7()))
      before.value = photos.slice(0, count); after.value = photos.slice(count)
    } else if (own?.length === 1 && own[0]) form.value.place = { code: own[0].code, name: own[0].name }
    await nextTick() // what was just read is no change
    opened.value = true
  }
  const stop = watch(outbox.started, there => { if (there && !outbox.locked.value && !opened.value) void open().then(() => { stop?.() }) }, { immediate: true })
  watch([form, before, after], () => {
    if (!opened.value || over || !saysSomething(form.value, before.value.length + after.value.length)) return
    clearTimeout(timer)
    // the address names a draft once it is kept: a phone that restarts in between would open an empty form
    timer = setTimeout(() => { void keep(false).then(async () => { if (!over && route.path === path && route.query['draft'] !== id) await router.replace({ query: { draft: id } }) }) }, SAVE_AFTER)
  }, { deep: true })
  onScopeDispose(() => {
    if (timer !== undefined && !over) void keep(false)
    for (const photo of [...before.value, ...after.value]) URL.revokeObjectURL(photo.url)
  })
  return { form, before, after, opened, queue: async () => { over = true; await keep(true) } }
}
