"""The operator's command: provision, run, relay, seal, schedule, verify."""
