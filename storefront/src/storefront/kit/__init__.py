"""What every slice of the shop stands on: one executor, one clock, the outbox and inbox, jobs, pages, refusals."""
