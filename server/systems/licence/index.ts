export { documentAtCounter } from './document-at-counter.ts'
export { held, type HeldLicence } from './held.ts'
export { licencesOn, type IssuedLicence } from './licences-on.ts'
export { issueLicence, type NewLicence } from './issue-licence.ts'
