export { inviteToRate, type Contact } from './invite-to-rate.ts'
export { printedLink } from './printed-link.ts'
