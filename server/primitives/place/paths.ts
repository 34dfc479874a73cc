/** True when `path` is `scope` or lies under it; '' is the whole city. 管辖内 */
export const isUnder = (path: string, scope: string): boolean => scope === '' || path === scope || path.startsWith(`${scope}/`)

/** The paths from the district down to this one: a/b/c → a, a/b, a/b/c. */
export const stepsOf = (path: string): string[] => (path === '' ? [] : path.split('/').map((_, at, codes) => codes.slice(0, at + 1).join('/')))

export const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const districtPath = (path: string): string => path.split('/')[0]!
