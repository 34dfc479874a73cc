export { approvedValues, type Approved } from './approved-values.ts'
