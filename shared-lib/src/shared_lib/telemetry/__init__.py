"""What operators may see of the work: logs by an allow-list of keys, metrics by route and job, traces.

Nothing a person typed is in any of them. Every line, span and outbox row of one request carries its id.
"""
