"""A review: one case in front of a clinician, from the queue to the decision.

A case that the protocol approves waits in the fast lane; any other waits for its visit first, unless a
clinician waives a visit that no law asks for. One clinician at a time holds a case, and one decides it.
"""
