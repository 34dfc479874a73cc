export { held, type HeldLicence } from './held.ts'
export { issueLicence, type NewLicence } from './issue-licence.ts'
