import type { VoicePort } from '#primitives/access'

/** Where a caller goes instead: a number, or a place. */
export type Door = Readonly<{ name: string; phone?: string; where?: string }>

/** The telephone switch: puts the call that is being spoken through to another number, and reads a code aloud to the caller alone. 话务交换 */
export type Switchboard = VoicePort & Readonly<{
  /** The same id twice is one transfer. */
  putThrough(transfer: Readonly<{ id: string; callId: string; number: string }>): Promise<'put_through' | 'refused'>
}>

/** An exchange that rings an office telephone first, then the caller, and shows both a number in the middle. 隐号拨打 */
export type MaskedDialler = Readonly<{
  bridge(call: Readonly<{ id: string; extension: string; number: string }>): Promise<Readonly<{ middleNumber: string }> | 'refused'>
}>

export type HotlinePorts = Readonly<{ switchboard?: Switchboard | undefined; dialler?: MaskedDialler | undefined }>

let ports: HotlinePorts = {}
/** Called by main.ts once, with the connectors of this city. */
export const useTelephony = (given: HotlinePorts): void => {
  ports = given
}
export const telephony = (): HotlinePorts => ports
