export { connectorsHere } from './connectors-here.ts'
export { SourceStopped } from '#base/source-stopped'
export type { AddressKind, Change, ChangeChunk, Chunk, Connector, Connectors, Position, Source, SourceAddress, SourceColumn, Target, TextRow } from './source-port.ts'
