/** How far a thing of one's own has come: its few steps, and where among them each state stands; what has no river here shows its state alone (小河). */
export const rivers: Record<string, { steps: readonly string[], places: Record<string, number> }> = {
  incident: { steps: ['reported', 'accepted', 'handling', 'handled', 'closed'], places: { reported: 0, accepted: 1, dispatched: 1, handling: 2, suspended: 2, handled: 3, verified: 3, closed: 4 } },
  call: { steps: ['registered', 'dispatched', 'handling', 'answered', 'closed'], places: { registered: 0, dispatched: 1, handling: 2, linked: 2, suspended: 2, handled: 3, called_back: 3, closed: 4 } },
  application: { steps: ['drafting', 'received', 'reviewing', 'decided'], places: { drafting: 0, received: 1, supplementing: 1, supplied: 1, reviewing: 2, paused: 2, approved: 3, delivered: 3 } },
  correction: { steps: ['asked', 'answering', 'answered'], places: { asked: 0, answering: 1, corrected: 2, stood: 2 } },
}
