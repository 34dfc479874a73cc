const may = (what: string): string => `one_form.form.${what}`

/** Whose each step is; what else it takes is for the kind to say. Withdrawing is its department's, and the authority's who strikes it off the list. */
const whose: Readonly<Record<string, readonly string[]>> = { pass: [may('review')], refuse: [may('review')], withdraw: [may('submit'), may('review')] }
/** What the platform does itself: what asks for nothing held goes on the list, what does is refused, what gives reasons goes to the authority. */
const platform = ['register', 'turn_down', 'forward'] as const
export type PlatformStep = (typeof platform)[number]
export const formActions: readonly string[] = [...platform, ...Object.keys(whose), 'expire']
export const formPermissionsOf = (action: string): readonly string[] => whose[action] ?? []
export const formPermissions: readonly string[] = ['submit', 'read', 'review'].map(may)
