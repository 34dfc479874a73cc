import type { findLeavesAbout } from '#primitives/ledger'

type Leaf = Awaited<ReturnType<typeof findLeavesAbout>>['items'][number]
export type Used = Readonly<{ resource: string; grant: string | null; matter: string | null; delivery: boolean; fields: readonly string[] }>

const textOf = (detail: object, key: string): string | null => { const value = (detail as Record<string, unknown>)[key]; return typeof value === 'string' ? value : null }

/** What a leaf of use says; null where it was purged. 使用记录 */
export function useOf({ detail, fields }: Leaf): Used | null {
  if (typeof detail !== 'object' || detail === null) return null
  const resource = textOf(detail, 'resource')
  return resource === null ? null : { resource, grant: textOf(detail, 'grant'), matter: textOf(detail, 'matter'), delivery: textOf(detail, 'delivery') !== null, fields }
}
