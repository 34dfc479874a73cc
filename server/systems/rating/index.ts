export { inviteToRate, type Contact } from './invite-to-rate.ts'
