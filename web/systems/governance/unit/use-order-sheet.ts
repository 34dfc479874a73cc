import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import type { Static } from 'typebox'
import type { ReadOrders } from '#contracts/governance'
import { api, newIntent, type Intent } from '../../../base/api/api.ts'
import { asRefusal } from '../../../base/api/refusal.ts'
import { preparePhoto, type Photo } from '../../../base/ui/photos.ts'
import { sendPhoto } from '../report/send-report.ts'

type Told = Static<typeof ReadOrders>
export type SheetStep = Told['steps'][number] & { photos: Photo[], intent: Intent, state: 'waiting' | 'done' | 'refused', why: string }
export type OrderSheet = {
  steps: SheetStep[], told: Ref<Told | null>, error: Ref<unknown>, busy: Ref<boolean>, unmatched: Ref<string[]>, done: ComputedRef<number>, waiting: ComputedRef<SheetStep[]>
  read: (file: File) => Promise<void>, addPhotos: (files: readonly File[]) => Promise<void>, take: () => Promise<void>, clear: () => void
}
const MOST_PHOTOS = 9

/** A filled sheet, read by the server, then taken step by step: each has its own key, so trying again never does one twice (表格办理). */
export const useOrderSheet = (): OrderSheet => {
  const queries = useQueryClient()
  const steps = reactive<SheetStep[]>([])
  const [told, error, busy, unmatched] = [ref<Told | null>(null), ref<unknown>(null), ref(false), ref<string[]>([])]
  const waiting = computed(() => steps.filter(step => step.state !== 'done'))
  const clear = (): void => {
    for (const photo of steps.flatMap(step => step.photos)) URL.revokeObjectURL(photo.url)
    steps.splice(0); told.value = null; error.value = null; unmatched.value = []
  }
  const whileBusy = async (work: () => Promise<void>): Promise<void> => {
    busy.value = true; error.value = null
    try { await work() } catch (caught) { error.value = caught } finally { busy.value = false }
  }
  const read = async (file: File): Promise<void> => whileBusy(async () => {
    clear()
    const form = new FormData()
    form.append('file', file, file.name)
    const answer = await api.upload<Told>('/governance/unit/order-sheet', form)
    told.value = answer
    steps.push(...answer.steps.map(step => ({ ...step, photos: [], intent: newIntent(), state: 'waiting' as const, why: '' })))
  })
  /** Pictures find their matter by the number that their name begins with. */
  const addPhotos = async (files: readonly File[]): Promise<void> => whileBusy(async () => {
    for (const file of files) {
      const step = waiting.value.find(one => file.name.startsWith(one.number) && one.photos.length < MOST_PHOTOS)
      const photo = step === undefined ? 'no number' : await preparePhoto(file)
      if (step === undefined || typeof photo === 'string') unmatched.value = [...unmatched.value, file.name]
      else step.photos.push(photo)
    }
  })
  const takeOne = async (step: SheetStep): Promise<void> => {
    try {
      const evidence: string[] = []
      for (const photo of step.photos) evidence.push(await sendPhoto(photo))
      await api.post(step.href, { version: step.version, ...step.reason === null ? {} : { reason: step.reason }, ...step.note === null ? {} : { note: step.note }, ...evidence.length === 0 ? {} : { evidence } }, { intent: step.intent })
      step.state = 'done'; step.why = ''
    } catch (caught) { step.state = 'refused'; step.why = asRefusal(caught).title }
  }
  const take = async (): Promise<void> => whileBusy(async () => {
    for (const step of waiting.value) await takeOne(step)
    await queries.invalidateQueries({ queryKey: ['governance'] })
  })
  return { steps, told, error, busy, unmatched, done: computed(() => steps.length - waiting.value.length), waiting, read, addPhotos, take, clear }
}
