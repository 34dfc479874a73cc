export { connectorsHere } from './connectors-here.ts'
export { SourceStopped } from '#base/source-stopped'
export type { AddressKind, Change, ChangeChunk, Chunk, Connector, Connectors, Delivery, Part, Position, Source, SourceAddress, SourceColumn, Target, TextRow, WholeTarget } from './source-port.ts'
