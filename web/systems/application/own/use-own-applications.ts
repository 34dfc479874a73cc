import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import type { Application, OwnApplications } from '#contracts/application'
import { api } from '../../../base/api/api.ts'

/** The last day of a time that ends with a day: its end is the next day's beginning (最后一天). */
export const lastDay = (at: string): string => new Date(Date.parse(at) - 1).toISOString()
/** One's own applications (我的办件). */
export const useOwnApplications = () => useQuery({ queryKey: ['application', 'own'], queryFn: () => api.get<OwnApplications>('/application/applications') })
/** `at`: where a counter or the hotline reads it, for whoever stands there or is on the line. */
export const useOwnApplication = (id: () => string, at = '/application/applications') => useQuery({ queryKey: computed(() => ['application', 'own', id()]), queryFn: () => api.get<Application>(`${at}/${id()}`) })
