export { actFor, mayActFor } from './delegation/may-act-for.ts'
export { assuranceOf, assuranceOfPerson } from './proof/assurance-of.ts'
