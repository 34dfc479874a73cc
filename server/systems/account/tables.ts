import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type AccountTables = {
  /** What was done under a delegation 代办记录: whoever gave it sees each. */
  'account.act': {
    /** UUIDv7. */
    id: string
    /** Under which. */
    delegation_id: string
    /** For which item. */
    item: string | null
    /** What it was about: the number of an application, a booking, a matter. */
    about: string
    /** When. */
    at: Date
  }
  /** A code that somebody shows face to face to whom they want to act for them 面对面授权码; one at a time, good once. */
  'account.consent': {
    /** HMAC of the code. */
    digest: Buffer
    /** For whom it lets act: who shows it, or the firm. */
    principal_id: string
    /** Their name, masked. */
    principal_name: string
    /** For which items; null = all. */
    items: string[] | null
    /** Last day of what it gives. */
    until_on: string
    /** Until when the code itself is good. */
    expires_at: Date
    /** Who shows it: the principal, or a firm's legal representative. */
    granted_by: string
    /** Of what kind the delegation will be. */
    kind: 'person' | 'firm_clerk'
  }
  /** How often a person entered a wrong code that day. */
  'account.consent_try': {
    /** Who. */
    person_id: string
    /** The city's day. */
    on_day: string
    /** How often. */
    tries: number
  }
  /** Who may act for whom 代办授权: a person, a ward, a firm; for which items and until which day. */
  'account.delegation': {
    /** UUIDv7. */
    id: string
    /** person: with that person's consent; guardian: a relation that a register knows; firm_head: the legal representative; firm_clerk: whom the representative chose. */
    kind: 'person' | 'guardian' | 'firm_head' | 'firm_clerk'
    /** For whom: a person or a firm. */
    principal_id: string
    /** Their name, masked; a firm's is public. */
    principal_name: string
    /** The person who gave it; null where a register or a desk did. */
    granted_by: string | null
    /** Who may act. */
    agent_id: string
    /** Their name, masked. */
    agent_name: string
    /** For which items; null = all. */
    items: string[] | null
    /** code: a code shown face to face; counter: both before a post; register: the exchange said yes; provider: the firm's electronic licence was shown; founding: the firm was registered on this person's application. */
    source: 'code' | 'counter' | 'register' | 'provider' | 'founding'
    /** The entry of the catalogue that was asked. */
    resource: string | null
    /** The post before which it was given. */
    post_id: string | null
    /** Since when. */
    made_at: Date
    /** Its last day, in the city. */
    until_on: string
    /** When it was ended before that. */
    ended_at: Date | null
    /** By whom. */
    ended_by: string | null
  }
  /** Whose name and number matched a register, while somebody registered here had that number already: the two may be merged 合并账号, by a code from the other phone or at a counter. */
  'account.elsewhere': {
    /** Who was checked. */
    person_id: string
    /** Who has the number. */
    holder_id: string
    /** The identity check. */
    matter_id: string
    /** The register that said yes. */
    resource: string
    /** When. */
    matched_at: Date
  }
  /** The identity check 实名核验 of a person on a day: the matter that the register is asked for, and how often it was. */
  'account.identity_check': {
    /** Who asked to be checked. */
    person_id: string
    /** The city's day. */
    on_day: string
    /** The matter. */
    matter_id: string
    /** How often that day. */
    tries: number
  }
  /** How often a number was tried on a day, by whomever: many accounts may not guess at one person. */
  'account.number_try': {
    /** Blind index of the number. */
    digest: Buffer
    /** The city's day. */
    on_day: string
    /** How often that day. */
    tries: number
  }
  /** How it is known who a resident is 实名认证: each level of assurance above the phone with its source. It names nobody. */
  'account.proof': {
    /** UUIDv7. */
    id: string
    /** Whose level it is. */
    person_id: string
    /** 2: name and number are those of a register; 3: face to face at a counter. */
    level: number
    /** register: the exchange said yes; counter: a post saw person and document; provider: a platform on which the person logged in vouched for both; demo: the demo's cast. */
    source: 'register' | 'counter' | 'provider' | 'demo'
    /** The entry of the catalogue that was asked. */
    resource: string | null
    /** The platform that vouched, by its code in account.yaml. */
    provider: string | null
    /** The identity check it was asked for. */
    matter_id: string | null
    /** What the post saw. */
    document: 'identity_card' | 'household_book' | 'passport' | 'residence_permit' | null
    /** The post that saw it. */
    post_id: string | null
    /** Its unit. */
    unit_id: string | null
    /** When. */
    proven_at: Date
    /** When it stopped counting. */
    ended_at: Date | null
    /** other_person: the number was shown to be somebody else's; merged: it went to the account that was kept; closed: the account was closed. */
    ended_why: 'other_person' | 'merged' | 'closed' | null
  }
  /** Platforms by which a person may log in here 外部身份绑定. */
  'account.provider_link': {
    /** By the code in account.yaml. */
    provider: string
    /** SHA-256 of the name that the platform has for the person, which says nothing of them. */
    subject_digest: Buffer
    /** Whose. */
    person_id: string
    /** Since when. */
    tied_at: Date
    /** When the person ended it: the platform does not open the account by its number either; null = it does. */
    untied_at: Date | null
  }
  /** A browser that went to log in elsewhere 外部登录 and is not back yet; it has one answer. */
  'account.provider_login': {
    /** SHA-256 of the token that only the browser has. */
    digest: Buffer
    /** Where it went, by the code in account.yaml. */
    provider: string
    /** Until when it may come back. */
    expires_at: Date
  }
  /** What the city's account.yaml says: registers that are asked, tries, limits of delegations. */
  'account.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
}
export const account = tables<AccountTables>()
