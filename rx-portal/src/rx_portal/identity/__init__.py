"""Who is at the desk: patients, known by a pairwise subject; staff; their sessions and second factors.

A login ends at an OpenID Connect provider; the portal keeps only what it needs to recognise the person again.
"""
