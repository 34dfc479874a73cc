import { lookup } from 'node:dns'
import { lookup as find } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses that no public system has: this machine, private networks, link-local (where clouds answer), test and multicast ranges. */
const closed = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8',
]

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address, bits] = range.split('/') as [string, string]
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** Whether the city may call an address: a public one, or one in the ranges that its configuration allows. 可达地址 */
export function reachable(allowed: readonly string[]): (address: string) => boolean {
  const never = listOf(closed), yet = listOf(allowed)
  return (address) => {
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    return yet.check(address, family) || !never.check(address, family)
  }
}

/** A host whose address is private and not allowed. */
export class Private extends Error {
  override message = 'the address is private or of this machine'
}

/** Judges each address where the connection is made: a name that resolves anew to somewhere else gains nothing. */
export const judgedLookup = (mayReach: (address: string) => boolean): LookupFunction => (name, options, found) => lookup(name, { ...options, all: true }, (error, addresses) => {
  if (error) return found(error, '')
  if (addresses.length === 0 || addresses.some(({ address }) => !mayReach(address))) return found(new Private(), '')
  return options.all ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family)
})

/** The one address to connect to, for drivers that take no lookup of ours. */
export async function judgedAddress(host: string, mayReach: (address: string) => boolean): Promise<string> {
  const name = host.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) !== 0 ? [{ address: name }] : await find(name, { all: true })
  if (addresses.length === 0 || addresses.some(({ address }) => !mayReach(address))) throw new Private()
  return addresses[0]!.address
}
