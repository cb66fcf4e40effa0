"""What every slice of the shop stands on: an executor, a clock, outbox and inbox, jobs, pages, refusals."""
