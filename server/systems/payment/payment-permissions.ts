/** What one may do with money; each names whose it is: the person, the unit that charges, another post of it, the counter, whoever oversees. */
export const pay = 'payment.charge.pay'
export const read = 'payment.charge.read'
export const waive = 'payment.charge.waive'
export const take = 'payment.charge.take'
export const ask = 'payment.refund.ask'
export const approve = 'payment.refund.approve'
export const readAll = 'payment.charge.read_all'
export const permissions: readonly string[] = [pay, read, waive, take, ask, approve, readAll]
