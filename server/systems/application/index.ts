export { applicationsAtCounter, deliverAtCounter, disputeAtCounter, letterAtCounter, openAtCounter, prefillAtCounter, saveAtCounter, submitAtCounter, supplyAtCounter } from './counter/at-counter.ts'
export { receiptSlip, type ReceiptSlip } from './counter/receipt-slip.ts'
export { beginAtCounter } from './draft/begin-application.ts'
