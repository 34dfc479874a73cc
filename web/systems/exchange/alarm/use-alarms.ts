import type { UseAlarm, UseAlarms } from '#contracts/exchange'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'
import { useUrlFilters } from '../../../base/shell/use-url-filters.ts'

type Told = { filters: ReturnType<typeof useUrlFilters<'open' | 'id'>>, list: Pages<UseAlarm, UseAlarms> }

/** Unusual use, the open ones or all (异常使用). */
export const useAlarms = (): Told => {
  const filters = useUrlFilters({ open: 'true', id: '' })
  return { filters, list: usePages<UseAlarm, UseAlarms>(['exchange', 'alarms'], '/exchange/use-alarms', () => ({ open: filters.values.value.open })) }
}
