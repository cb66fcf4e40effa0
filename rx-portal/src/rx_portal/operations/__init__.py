"""How the desk's own work stands: queues, the outbox, what was set aside, seals, holds that run out."""
