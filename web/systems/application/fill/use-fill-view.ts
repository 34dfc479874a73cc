import { computed, type ComputedRef } from 'vue'
import type { FormField } from '#contracts/service-item'
import { api } from '../../../base/api/api.ts'
import { uuidv7 } from '../../../base/api/uuid.ts'
import type { Dispute, Origin } from '../../../base/form/origins.ts'
import type { useFill } from './use-fill.ts'

type View = {
  state: ComputedRef<string | undefined>, open: ComputedRef<boolean>, asks: ComputedRef<boolean>, fields: ComputedRef<FormField[]>, missing: ComputedRef<string[]>, lacking: ComputedRef<string[]>,
  origins: ComputedRef<Record<string, Origin>>, disputes: ComputedRef<Record<string, Dispute>>, upload: (file: File) => Promise<{ id: string }>,
}

/** What a page that fills in shows of an application: what is asked, what is missing, and where each value came from (填报视图). */
export const useFillView = ({ application, form }: Pick<ReturnType<typeof useFill>, 'application' | 'form'>, papers = '/application/papers'): View => {
  const state = computed(() => application.value?.application.state)
  const fields = computed(() => form.value?.parts.flatMap(part => part.fields) ?? [])
  const missing = computed(() => state.value === 'supplementing' ? application.value?.missing?.materials ?? [] : [])
  const sources = computed(() => application.value?.sources ?? [])
  const nameOf = (resource: string | undefined): string => form.value?.reads.find(one => one.resource === resource)?.name ?? ''
  return {
    state, fields, missing, open: computed(() => state.value === 'drafting' || state.value === 'supplementing'),
    asks: computed(() => state.value === 'drafting' && application.value?.prefill === 'open' && (form.value?.reads.length ?? 0) > 0),
    lacking: computed(() => [...new Set([...(application.value?.materials ?? []).filter(one => one.state === 'to_bring').map(one => one.material), ...missing.value])]),
    origins: computed(() => Object.fromEntries(sources.value.filter(one => one.from === 'city' || one.from === 'disputed').map((one): [string, Origin] => [one.field, { resource: nameOf(fields.value.find(field => field.field === one.field)?.prefill?.resource), unit: one.unit ?? '', at: one.at }]))),
    disputes: computed(() => Object.fromEntries(sources.value.filter(one => one.from === 'disputed').map((one): [string, Dispute] => [one.field, { unit: one.unit ?? '' }]))),
    upload: async file => { const body = new FormData(); body.append('file', file, file.name); return api.upload<{ id: string }>(papers, body, { query: { id: uuidv7() } }) },
  }
}
