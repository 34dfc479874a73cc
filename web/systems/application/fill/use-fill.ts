import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Application, DraftSaved, SubmittedApplication } from '#contracts/application'
import type { ServiceForm, ServiceItem } from '#contracts/service-item'
import { api, newIntent } from '../../../base/api/api.ts'
import { online } from '../../../base/api/online.ts'
import { asRefusal } from '../../../base/api/refusal.ts'
import type { FieldFault } from '../../../base/form/field-faults.ts'
import type { FormValues } from '../../../base/form/what-is-shown.ts'
import { useOwnApplication } from '../own/use-own-applications.ts'
import { mergeValues } from './merge-values.ts'
import { useKept } from './use-kept.ts'

type Saved = 'saved' | 'saving' | 'here' | 'torn' | 'failed'
type Fill = {
  application: Ref<Application | undefined>, form: Ref<ServiceForm | undefined>, item: Ref<ServiceItem | undefined>, values: Ref<FormValues>, opened: Ref<boolean>, failed: ComputedRef<unknown>, again: () => void,
  /** Where what was typed is: with the city, or only here; and what went wrong. */
  saved: Ref<Saved>, fault: Ref<unknown>, busy: Ref<boolean>, faults: Ref<FieldFault[]>,
  /** Fields that were changed here and elsewhere, with what stands elsewhere. */
  torn: Ref<{ field: string, there: unknown }[]>, merged: Ref<boolean>, settle: (here: boolean) => Promise<void>,
  act: (path: 'prefill' | 'dispute', body: object) => Promise<boolean>, handIn: () => Promise<boolean>,
  /** Whether anything stands here that the city does not have yet. */
  changed: () => boolean,
}
const SAVE_AFTER = 800
const plain = (values: FormValues): FormValues => JSON.parse(JSON.stringify(values)) as FormValues

/** An application being filled in: one draft for every device, sealed on this one until the city has it. `at`: where a counter does it with whoever stands there; `page`: where that goes on (填报). */
export const useFill = (id: string, { at = '/application/applications', page }: { at?: string, page?: string } = {}): Fill => {
  const queries = useQueryClient()
  const { data: application, error, refetch } = useOwnApplication(() => id, at)
  const code = computed(() => application.value?.application.item.code)
  const form = useQuery({ queryKey: computed(() => ['service-item', 'form', code.value, application.value?.formVersion]), enabled: () => code.value !== undefined, staleTime: Infinity, queryFn: () => api.get<ServiceForm>(`/service-item/items/${code.value!}/form`, { query: { version: application.value!.formVersion } }) })
  const item = useQuery({ queryKey: computed(() => ['service-item', 'item', code.value, undefined]), enabled: () => code.value !== undefined, queryFn: () => api.get<ServiceItem>(`/service-item/items/${code.value!}`) })
  const [values, opened, saved, fault, busy, faults] = [ref<FormValues>({}), ref(false), ref<Saved>('saved'), ref<unknown>(null), ref(false), ref<FieldFault[]>([])]
  const [torn, merged, kept] = [ref<{ field: string, there: unknown }[]>([]), ref(false), useKept(id, page)]
  const draft = (): boolean => application.value?.application.state === 'drafting'
  let [version, base, quiet, over] = [1, {} as FormValues, '', false]
  let timer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<unknown> = Promise.resolve()
  let intent = newIntent()
  /** One call after another: the version of each is the answer of the one before. */
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => { const mine = working.then(work); working = mine.catch(() => undefined); return mine }

  const put = (next: FormValues): void => { quiet = JSON.stringify(next); values.value = next }
  const fresh = async (): Promise<Application> => {
    const told = await api.get<Application>(`${at}/${id}`)
    queries.setQueryData(['application', 'own', id], told)
    return told
  }
  const join = (told: Application, mine: FormValues, from: FormValues): void => {
    const both = mergeValues(from, mine, told.values)
    torn.value = both.torn.map(field => ({ field, there: told.values[field] }))
    version = told.filledVersion; base = told.values
    put(both.values)
    if (torn.value.length > 0) saved.value = 'torn'
  }
  /** Somebody, mostly oneself on another device, saved since: nothing typed here is lost. */
  const meet = async (): Promise<void> => { join(await fresh(), plain(values.value), base); merged.value = torn.value.length === 0 }
  const stale = (caught: unknown): boolean => asRefusal(caught).code === 'application.saved_elsewhere'

  const send = async (again = true): Promise<void> => {
    if (!draft() || torn.value.length > 0 || over) return
    const mine = plain(values.value)
    if (JSON.stringify(mine) === JSON.stringify(base)) { saved.value = 'saved'; await kept.drop(); return }
    saved.value = 'saving'
    try {
      version = (await api.put<DraftSaved>(`${at}/${id}/draft`, { version, values: mine })).version
      base = mine; fault.value = null
      saved.value = JSON.stringify(plain(values.value)) === JSON.stringify(mine) ? 'saved' : 'here'
      if (saved.value === 'saved') await kept.drop()
    } catch (caught) {
      if (stale(caught) && again) { await meet(); await send(false); return }
      saved.value = asRefusal(caught).status === 0 ? 'here' : 'failed'
      fault.value = saved.value === 'failed' ? caught : null
    }
  }
  const save = (): Promise<void> => { clearTimeout(timer); return inTurn(send) }

  const open = async (told: Application): Promise<void> => {
    const held = await kept.read()
    version = told.filledVersion; base = told.values
    if (held === null) put(told.values); else join(told, held.values, held.base)
    opened.value = true
    if (held !== null && draft() && torn.value.length === 0) void save()
  }
  const stop = watch([application, kept.ready], ([told, ready]) => { if (told !== undefined && ready && !opened.value) void open(told).then(() => { stop() }) }, { immediate: true })
  watch(values, now => {
    if (!opened.value || over || JSON.stringify(now) === quiet) return
    quiet = ''
    intent = newIntent() // other words are another wish
    void kept.keep({ values: plain(now), base: plain(base) }, application.value?.application.item.name ?? '')
    if (saved.value !== 'torn') saved.value = 'here'
    clearTimeout(timer)
    timer = setTimeout(() => { void save() }, SAVE_AFTER)
  })
  watch(online, there => { if (there && saved.value === 'here') void save() })
  onScopeDispose(() => { if (timer !== undefined && saved.value === 'here' && !over) void save() })

  const settle = async (here: boolean): Promise<void> => {
    if (!here) put({ ...values.value, ...Object.fromEntries(torn.value.map(({ field, there }) => [field, there])) })
    torn.value = []; saved.value = 'here'
    await save()
  }
  const act = async (path: 'prefill' | 'dispute', body: object): Promise<boolean> => {
    busy.value = true; fault.value = null
    try {
      await save()
      if (torn.value.length > 0) return false
      await inTurn(async () => { await api.post(`${at}/${id}/${path}`, { version, ...body }); join(await fresh(), plain(values.value), base) })
      return true
    } catch (caught) { fault.value = caught; if (stale(caught)) await meet(); return false } finally { busy.value = false }
  }
  const handIn = async (): Promise<boolean> => {
    if (busy.value || torn.value.length > 0) return false
    busy.value = true; fault.value = null; clearTimeout(timer)
    const mine = plain(values.value)
    try {
      const answer = await inTurn(() => api.post<SubmittedApplication>(`${at}/${id}/${draft() ? 'submit' : 'supply'}`, { version, values: mine }, { intent }))
      if (answer.faults.length > 0) { version = answer.version; base = mine; faults.value = answer.faults; intent = newIntent(); return false }
      over = true
      await kept.drop()
      await queries.invalidateQueries({ queryKey: ['application'] })
      return true
    } catch (caught) {
      if (stale(caught)) { await meet(); intent = newIntent() } else fault.value = caught
      return false
    } finally { busy.value = false }
  }
  return { application, form: form.data, item: item.data, values, opened, failed: computed(() => error.value ?? form.error.value), again: () => { void refetch(); void form.refetch() }, saved, fault, busy, faults, torn, merged, settle, act, handIn, changed: () => JSON.stringify(plain(values.value)) !== JSON.stringify(base) }
}
