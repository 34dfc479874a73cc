/** What code calls by name; whose each step is at the desk, and what else it takes, is for the kind to say. */
export const KIND = 'application'
const may = (what: string): string => `application.application.${what}`
export const [make, takeIn, read, review, extend] = ['make', 'take_in', 'read', 'review', 'extend'].map(may) as [string, string, string, string, string]
export const [readLeaks, readAllLeaks] = ['application.leak.read', 'application.leak.read_all']
export const readArchive = 'application.archive.read'
export const readSystems = 'application.department_system.read_all'
export const permissions: readonly string[] = [make, takeIn, read, review, extend, readLeaks, readAllLeaks, readArchive, readSystems]

/** Steps of the applicant. */
export const ownActions = ['submit', 'discard', 'supply', 'bring_lacking', 'withdraw'] as const
/** Where it is the applicant's turn: what was filled in may be changed. */
export const yours: ReadonlySet<string> = new Set(['drafting', 'supplementing'])
/** Where the applicant has something to do. */
export const awaitsApplicant: ReadonlySet<string> = new Set([...yours, 'paying'])
/** Steps of the unit, each with its permission. */
export const deskActions = { accept: review, accept_lacking: review, decline: review, ask_missing: review, bring_lacking: review, pause: review, resume: review, extend, ask_opinion: review, report_missing: review, give_opinion: review, answer_own: review, approve: review, refuse: review, deliver: review } as const
export type DeskAction = keyof typeof deskActions
export const actions: readonly string[] = [...new Set([...ownActions, ...Object.keys(deskActions), 'expire', 'deem_accept', 'lapse', 'await_payment', 'pay', 'lapse_unpaid'])]
