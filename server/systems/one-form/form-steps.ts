const may = (what: string): string => `one_form.form.${what}`

/** Whose each step is; what else it takes is for the kind to say. */
const whose: Readonly<Record<string, string>> = { pass: may('review'), refuse: may('review'), strike: may('review'), withdraw: may('submit') }
/** What the platform does itself: what asks for nothing held goes on the list, what does is refused, what gives reasons goes to the authority. */
const platform = ['register', 'turn_down', 'forward'] as const
export type PlatformStep = (typeof platform)[number]
export const formActions: readonly string[] = [...platform, ...Object.keys(whose), 'expire']
export const formPermissionOf = (action: string): string | undefined => whose[action]
export const formPermissions: readonly string[] = ['submit', 'read', 'review'].map(may)
