export { applicationsAtCounter, deliverAtCounter, disputeAtCounter, letterAtCounter, openAtCounter, prefillAtCounter, saveAtCounter, submitAtCounter, supplyAtCounter } from './counter/at-counter.ts'
export { beginOnCall, disputeOnCall, openOnCall, prefillOnCall, saveOnCall, showOnCall, submitOnCall, type OnCall } from './counter/on-call.ts'
export { receiptSlip, type ReceiptSlip } from './counter/receipt-slip.ts'
export { beginAtCounter } from './draft/begin-application.ts'
