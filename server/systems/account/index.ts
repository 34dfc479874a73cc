export { actFor, mayActFor } from './delegation/may-act-for.ts'
export { assuranceOf, assuranceOfPerson } from './proof/assurance-of.ts'
export { confirmAtCounter } from './proof/confirm-at-counter.ts'
export { seeAtCounter, type SeenAtCounter } from './proof/see-at-counter.ts'
