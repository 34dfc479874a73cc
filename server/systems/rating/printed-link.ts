import { keys } from '#base/keys'

/** The address at which whoever holds a slip rates the contact that it is about; it leads somewhere once the contact is over. 凭条上的评价链接 */
export const printedLink = (contactId: string): { token: string; path: string } => {
  const token = keys().blind('rating.printed', contactId)[0]!.digest.toString('base64url').slice(0, 22)
  return { token, path: `/rate/link/${token}` }
}
