import { holding } from '#primitives/registry'
import { file } from './tables.ts'

/** What is kept of a person here: the pictures and papers that they brought. 持有登记 */
export const holdings = [
  holding('file.files', file, { table: 'file.file', whose: ['uploader'], prefix: 'person:', at: 'uploaded_at', order: 'id', href: '/mine', fields: { uploaded_at: 'instant', published_at: 'instant' } }),
]
