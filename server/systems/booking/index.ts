export { findHalls } from './find-halls.ts'
export { endTicketIfCalled, hallName, requireTicketAt, requireWindow, ticketsSaid } from './window-of-hall.ts'
