import { BlockList, isIP } from 'node:net'

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
