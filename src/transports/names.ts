/** Jink's own transports, as `--via` names them. */
export const TRANSPORT_NAMES = ['smtp', 'outbox', 'eml'] as const;
