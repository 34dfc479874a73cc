/** What a caller wants; each is a kind of matter with clocks of its own. 诉求类型 */
export const kindNames = ['consult', 'help', 'complaint', 'accusation', 'suggestion'] as const
export type KindName = (typeof kindNames)[number]

export const matterKind = (kind: KindName): string => `hotline_${kind}`
export const matterKinds: readonly string[] = kindNames.map(matterKind)

/** Whose name a unit may read, masked: those who ask it for help. Whoever complains or accuses is never shown to it. */
export const namesCallerToUnit = (kind: KindName): boolean => kind !== 'complaint' && kind !== 'accusation'
