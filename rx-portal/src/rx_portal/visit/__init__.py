"""A telehealth visit: the talk between patient and clinician that some decisions have to wait for.

A visit becomes due when an assessment asks for one, and has to take place within seven calendar days in
the patient's own time zone. Times come from clinicians' weekly hours, only from clinicians licensed where
the patient is. Lateness that the clinic caused never counts against the patient.
"""
