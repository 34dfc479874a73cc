const known = new Map<string, ReadonlySet<string>>()

/** The one Set of a list of permissions, shared by all sessions of a role: 10,000 sessions hold some twenty sets. */
export function permissionSet(permissions: readonly string[]): ReadonlySet<string> {
  const key = permissions.join(' ')
  const set = known.get(key)
  if (set) return set
  if (known.size > 2_000) known.clear() // API keys may carry any mix
  const made = new Set(permissions)
  known.set(key, made)
  return made
}
