import { computed, reactive, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { DraftedChange, EntrySaid, ProposedEntry, Resource, ResourceCounts } from '#contracts/exchange'
import { api, newIntent } from '../../../base/api/api.ts'
import { Refusal } from '../../../base/api/refusal.ts'
import { uuidv7 } from '../../../base/api/uuid.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'
import type { Detail } from './use-changes.ts'

export type Classified = '' | 'none' | 'work_secret' | 'state_secret'
type Form = { entry: EntrySaid, classified: Classified, derivedFrom: string, derivedReason: string, reason: string, effectiveOn: string }
type Field = EntrySaid['fields'][number]
type Entry = { form: Form, ready: ComputedRef<boolean>, themes: ComputedRef<string[]>, code: ComputedRef<string>, drawn: ComputedRef<ProposedEntry | undefined>, busy: Ref<boolean>, error: Ref<unknown>, loadError: ComputedRef<Error | null>, faults: ComputedRef<{ code: string, field: string }[]>, addField: () => void, send: () => Promise<string | null> }

const newField = (key: boolean): Field => ({ name: '', field: '', type: 'text', length: null, required: key, key, grade: 1, level: 'general', personal: null, mask: 'full' })
const blank = (): EntrySaid => ({ name: '', library: null, theme: '', summary: '', format: 'database', share: 'conditional', shareCondition: '', shareBasis: '', modes: [], open: 'closed', cycle: 'daily', personal: false, fields: [newField(true)] })

/** The entry that is being written: a new one, a version to change, or a draft that came back; what was typed stays when it is refused (编制目录). */
export const useEntry = (): Entry => {
  const filters = useUrlFilters({ code: '', change: '', from: '' })
  const form = reactive<Form>({ entry: blank(), classified: '', derivedFrom: '', derivedReason: '', reason: '', effectiveOn: '' })
  const [busy, error, base, version] = [ref(false), ref<unknown>(null), ref<number | null>(null), ref<number | null>(null)]
  const id = uuidv7()
  const [code, change] = [computed(() => filters.values.value.code), computed(() => filters.values.value.change)]
  const counts = useQuery({ queryKey: ['exchange', 'counts'], staleTime: 300_000, queryFn: () => api.get<ResourceCounts>('/exchange/resource-counts') })
  const live = useQuery({ queryKey: ['exchange', 'resource', code], enabled: () => code.value !== '', queryFn: () => api.get<Resource>(`/exchange/resources/${code.value}`) })
  const draft = useQuery({ queryKey: ['exchange', 'change', change], enabled: () => change.value !== '', queryFn: () => api.get<Detail>(`/exchange/changes/${change.value}`) })
  const from = computed(() => filters.values.value.from)
  const proposed = useQuery({ queryKey: ['exchange', 'proposed', from], enabled: () => from.value !== '', staleTime: Infinity, retry: false, queryFn: () => api.get<ProposedEntry>(`/exchange/proposed-entry?from=${encodeURIComponent(from.value)}`) })
  const taken = ref(false)
  watch(proposed.data, now => {
    if (!now || taken.value) return
    taken.value = true
    Object.assign(form.entry, { name: now.name, share: now.share, personal: now.personal, format: 'api', modes: now.share === 'forbidden' ? [] : ['query', 'batch_check'], cycle: 'realtime', fields: now.fields.map(one => ({ ...one })) })
  }, { immediate: true })
  watch(live.data, now => {
    if (!now || base.value !== null) return
    const { resource, format, shareCondition, shareBasis, modes, fields, derivedFrom, derivedReason } = now
    const { name, library, theme, summary, share, open, cycle, personal } = resource
    base.value = resource.version
    Object.assign(form, { entry: { name, library, theme, summary, format, share, shareCondition, shareBasis, modes: [...modes], open, cycle, personal, fields: fields.map(one => ({ ...one })) }, derivedFrom: derivedFrom.map(one => one.code).join(' '), derivedReason })
  }, { immediate: true })
  watch(draft.data, now => {
    if (!now?.entry || version.value !== null) return
    version.value = now.change.version
    Object.assign(form, { entry: structuredClone(now.entry), derivedFrom: now.derivedFrom.join(' '), derivedReason: now.derivedReason, reason: now.change.reason, effectiveOn: now.change.effectiveOn })
  }, { immediate: true })
  const send = async (): Promise<string | null> => {
    busy.value = true; error.value = null
    const { entry, derivedFrom, ...rest } = form
    const body = { ...rest, entry, derivedFrom: derivedFrom.split(/[\s,，、]+/).filter(one => one !== '') }
    try {
      if (change.value !== '') { await api.post(`/exchange/changes/${change.value}/revise`, { version: version.value, ...body }); return change.value }
      return (await api.post<DraftedChange>('/exchange/changes', { id, code: code.value === '' ? null : code.value, base: base.value, ...from.value === '' ? {} : { drawnFrom: from.value }, ...body }, { intent: newIntent() })).id
    } catch (caught) { error.value = caught; return null } finally { busy.value = false }
  }
  return {
    form, busy, error, code, send, drawn: computed(() => proposed.data.value), loadError: computed(() => live.error.value ?? draft.error.value ?? proposed.error.value), themes: computed(() => (counts.data.value?.themes ?? []).map(one => one.key)),
    ready: computed(() => (code.value === '' || base.value !== null) && (change.value === '' || version.value !== null) && (from.value === '' || taken.value)),
    faults: computed(() => error.value instanceof Refusal && Array.isArray(error.value.detail.faults) ? (error.value.detail.faults as string[]).map(one => { const [fault = '', field = ''] = one.split(':'); return { code: fault, field } }) : []),
    addField: () => { form.entry.fields.push(newField(false)) },
  }
}
