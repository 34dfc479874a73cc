export { findHalls } from './find-halls.ts'
