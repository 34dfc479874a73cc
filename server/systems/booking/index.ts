export { findHalls } from './find-halls.ts'
export { endTicketIfCalled, hallName, requireTicketAt, requireWindow, ticketsSaid, visitContact } from './window-of-hall.ts'
