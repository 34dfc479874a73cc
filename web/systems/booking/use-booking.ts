import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useQuery } from '@tanstack/vue-query'
import type { Booking, Halls, OwnBookings, Slots } from '#contracts/booking'
import { api } from '../../base/api/api.ts'
import { useClock } from '../../base/clock/use-clock.ts'

/** Halls that serve an item, those of one's own district first (可预约的大厅). */
export const useHalls = (item: () => string, division: () => string | undefined): Ref<Halls | undefined> => useQuery({
  queryKey: computed(() => ['booking', 'halls', item(), division()]), enabled: computed(() => item() !== ''), staleTime: 60_000, queryFn: () => api.get<Halls>('/booking/halls', { query: { item: item(), division: division() } }),
}).data

/** Days and free places of a hall (时段). */
export const useSlots = (hall: () => string, item: () => string) => useQuery({
  queryKey: computed(() => ['booking', 'slots', hall(), item()]), enabled: computed(() => hall() !== '' && item() !== ''), queryFn: () => api.get<Slots>(`/booking/halls/${hall()}/slots`, { query: { item: item() } }),
})

/** One's own bookings, the latest first (我的预约). */
export const useOwnBookings = (when: () => boolean = () => true) => useQuery({ queryKey: ['booking', 'own'], enabled: computed(when), queryFn: () => api.get<OwnBookings>('/booking/bookings') })

/** “明天 9:00—9:30” (时段用语). */
export const useSlotWords = (): ((slot: Pick<Booking, 'startsAt' | 'endsAt'>) => string) => {
  const { t } = useI18n()
  const clock = useClock()
  return slot => t('booking.slot', { from: clock.instant(slot.startsAt), to: clock.time(slot.endsAt) })
}
