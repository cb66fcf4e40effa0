"""Outside pharmacies: a FHIR R4 MedicationRequest goes out, a MedicationDispense comes back.

The pharmacy is told what it needs to fill one prescription, and nothing else of the record.
"""
