import { computed, type ComputedRef } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Form, FormRow, Forms } from '#contracts/one-form'
import { api } from '../../base/api/api.ts'
import { usePages, type Pages } from '../../base/api/use-pages.ts'
import type { ToldTrace } from '../../base/matter/told-trace.ts'

export type FormDetail = Omit<Form, 'trace'> & { trace: ToldTrace | null }

/** Forms in force where one is, one's unit's own, or those to review; the open one beside them (报表). */
export const useForms = (view: () => string, id: () => string): { list: Pages<FormRow, Forms>, detail: ComputedRef<FormDetail | undefined>, detailError: ComputedRef<Error | null> } => {
  const list = usePages<FormRow, Forms>(['one-form', 'forms'], '/one-form/forms', () => ({ view: view() }))
  const open = computed(() => id() !== '' ? id() : list.rows.value[0]?.id ?? '')
  const one = useQuery({ queryKey: ['one-form', 'form', open], enabled: () => open.value !== '', queryFn: () => api.get<FormDetail>(`/one-form/forms/${open.value}`) })
  return { list, detail: computed(() => open.value === '' ? undefined : one.data.value), detailError: computed(() => one.error.value) }
}
