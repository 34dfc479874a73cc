import { computed, type ComputedRef, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { ItemHistory, ItemPage, ItemRow, ServiceForm, ServiceItem } from '#contracts/service-item'
import { api } from '../../../base/api/api.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'

export type DeskItem = { item: ServiceItem, history: ItemHistory, /** How much its form asks, where it has one. */ asks: ServiceForm['count'] | null }

/** Items by words or one after another, and the open one with its whole history, as it is in force where one looks (事项管理). */
export const useDeskItems = (words: () => string, code: () => string, division: () => string): { list: Pages<ItemRow>, opened: ComputedRef<string>, detail: Ref<DeskItem | undefined>, fault: Ref<Error | null> } => {
  const list = usePages<ItemRow, ItemPage>(['service-item', 'desk'], '/service-item/items', () => words().trim() === '' ? {} : { q: words().trim() }, 100)
  const opened = computed(() => code() === '' ? list.rows.value[0]?.code ?? '' : code())
  const { data: detail, error: fault } = useQuery({
    queryKey: computed(() => ['service-item', 'desk-item', opened.value, division()]), enabled: () => opened.value !== '', queryFn: async (): Promise<DeskItem> => {
      const at = `/service-item/items/${encodeURIComponent(opened.value)}`
      const [item, history] = await Promise.all([api.get<ServiceItem>(at, { query: { division: division() === '' ? undefined : division() } }), api.get<ItemHistory>(`${at}/history`)])
      const asks = item.form === null ? null : (await api.get<ServiceForm>(`${at}/form`)).count
      return { item, history, asks }
    },
  })
  return { list, opened, detail, fault }
}
