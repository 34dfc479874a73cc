import type { Source } from './contract.ts'

/** What code calls by name; whose each step is, and what else it takes, is for the kind to say. */
export const KIND = 'bad_rating'
const may = (what: string): string => `rating.case.${what}`
export const [readCases, callBack, answer, supervise] = ['read', 'call_back', 'answer', 'supervise'].map(may) as [string, string, string, string]
export const give = 'rating.rating.give'
export const permissions: readonly string[] = [give, readCases, callBack, answer, supervise]

/** Steps of the call-back post, of the rated unit, of the supervising authority. */
export const callbackActions = ['begin_call', 'reached', 'not_reached', 'pass_on', 'settle', 'set_aside', 'satisfied', 'again_bad'] as const
export const unitActions = ['mend', 'object', 'send_back', 'report_back'] as const
export const supervisorActions = ['order', 'conclude', 'overrule'] as const
/** What follows from what the person does, and from the clock. */
export const actions: readonly string[] = [...callbackActions, ...unitActions, ...supervisorActions, 'change', 'withdraw', 'escalate', 'lapse']
export const states: readonly string[] = ['waiting', 'calling', 'mending', 'asked', 'supervising', 'ordered']

export const isBad = (level: number): boolean => level <= 2
export const sources: readonly Source[] = ['application', 'visit', 'call', 'incident']
