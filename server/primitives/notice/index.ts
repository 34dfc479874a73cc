export { useNotices } from './notices-here.ts'
export { type Facts, type MailPort, type Outcome, type Ports, type SmsPort, type WebhookPort } from './ports.ts'
export { removeEndpoint, setEndpoint } from './set-endpoint.ts'
export { tell, tellAll, type Recipient, type Telling } from './tell.ts'
