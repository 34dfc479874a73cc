import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../base/api/api.ts'
import { language } from '../../../base/texts/texts.ts'

export type Role = { code: string, title: Record<string, string>, level: string, bound: boolean, permissions: string[], apart: string[] }

/** The roles that can be granted, with their titles in the reader's language (角色). */
export const useRoles = () => {
  const asked = useQuery({ queryKey: ['access', 'roles'], staleTime: 600_000, queryFn: async () => (await api.get<{ items: Role[] }>('/access/roles')).items })
  const roles = computed(() => asked.data.value ?? [])
  const titleOf = (code: string): string => { const title = roles.value.find(role => role.code === code)?.title; return title?.[language.value] ?? title?.['zh-CN'] ?? code }
  return { roles, titleOf }
}
