/** What code calls by name; whose each step is, and within which time, is for the kind to say. */
export const KIND = 'refund'
export const actions: readonly string[] = ['ask', 'approve', 'decline', 'carry_out']
export const states: readonly string[] = ['begun', 'asked', 'approved', 'refunded', 'declined']
